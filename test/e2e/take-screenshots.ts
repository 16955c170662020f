import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { launchBrowser } from '../support/browser.ts';
import { startDemonstration } from './demonstration.ts';
import { firstInvoice, newContext, openInvoices, signIn } from './paying/payer.ts';

/** `npm run screenshots`: the pictures of the documentation, from the demonstration as it is. */
const folder = fileURLToPath(new URL('../../docs/images/', import.meta.url));
mkdirSync(folder, { recursive: true });
const [demo, browser] = await Promise.all([startDemonstration(), launchBrowser()]);

const portal = await (await newContext(browser)).newPage();
await signIn(portal, demo.portal, 'finance@harbourview.example');
await openInvoices(portal);
await portal.waitForTimeout(1_000);
await portal.screenshot({ path: `${folder}portal-invoices.png` });

const partner = await (await newContext(browser)).newPage();
await partner.goto(demo.partner);
await firstInvoice(partner).waitFor();
await partner.waitForTimeout(1_000);
await partner.screenshot({ path: `${folder}partner-page.png` });

await browser.close();
await demo.stop();
