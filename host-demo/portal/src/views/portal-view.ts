import { html, type TemplateResult } from 'lit';
import { choose } from 'lit/directives/choose.js';
import type { Portal } from '../portal.ts';
import { expiredDialog } from './expired-dialog.ts';
import { notFound } from './not-found.ts';
import { shellView } from './shell-view.ts';
import { signInView } from './sign-in-view.ts';
import { verifyView } from './verify-view.ts';
import './page-clients.element.ts';
import './page-overview.element.ts';
import './page-sessions.element.ts';
import './page-widget.element.ts';

/** The whole page, by what is known of who is asking. */
export function portalView(portal: Portal): TemplateResult {
  const { session, route } = portal;
  if (route.name === 'verify') return verifyView(portal, route.code);
  if (session.state === 'refused') return signInView(portal);
  if (!session.me) return session.state === 'offline' ? unreachable(portal) : splash(portal);
  return html`${shellView(portal, pageOf(portal))} ${expiredDialog(portal)}`;
}

function splash({ t }: Portal): TemplateResult {
  return html`<div class="splash" role="status"><span class="splash-mark" aria-hidden="true"></span><span class="hidden">${t.loading}</span></div>`;
}

function unreachable({ t, session }: Portal): TemplateResult {
  return html`<main class="lone" id="main">
    <h1>${t.offlineTitle}</h1>
    <p>${t.offlineLead}</p>
    <button class="button primary" @click=${() => session.start()}>${t.tryAgain}</button>
  </main>`;
}

function pageOf(portal: Portal): unknown {
  const { route } = portal;
  return choose(
    route.name,
    [
      [
        'overview',
        () =>
          html`<page-overview .portal=${portal} .siteId=${portal.siteId} .linksInvoices=${portal.widgets.some((one) => one.name === 'invoice-pay')} .words=${portal.t}></page-overview>`,
      ],
      ['sessions', () => html`<page-sessions .portal=${portal} .words=${portal.t}></page-sessions>`],
      ['clients', () => html`<page-clients .portal=${portal} .words=${portal.t}></page-clients>`],
      [
        'widget',
        () =>
          html`<page-widget .portal=${portal} .route=${portal.route} .siteId=${portal.siteId} .preferences=${portal.preferences} .words=${portal.t}></page-widget>`,
      ],
    ],
    () => notFound(portal),
  );
}
