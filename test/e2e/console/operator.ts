import type { Browser, Page } from 'playwright-core';
import { newContext } from '../paying/payer.ts';

type Call = { method?: 'GET' | 'POST' | 'PUT'; json?: unknown };

/** A call with the page's own session, as its widgets make it. Fails with what the answer says. */
export const call = <T>(page: Page, path: string, { json, method }: Call = {}): Promise<T> =>
  page.evaluate(
    async ({ path, method, body }) => {
      const headers: Record<string, string> = {
        'foyer-client': 'e2e',
        'idempotency-key': crypto.randomUUID(),
      };
      if (body !== null) headers['content-type'] = 'application/json';
      const answer = await fetch(path, { method, headers, body });
      const text = await answer.text();
      if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
      return text === '' ? null : JSON.parse(text);
    },
    {
      path,
      method: method ?? (json === undefined ? 'GET' : 'POST'),
      body: json === undefined ? null : JSON.stringify(json),
    },
  ) as Promise<T>;

/** A page of one of the contractor's own people, who has chosen no client yet. */
export async function operator(
  browser: Browser,
  portal: string,
  email = 'ops@foyer.example',
  width?: number,
): Promise<Page> {
  const page = await (await newContext(browser, width)).newPage();
  page.setDefaultTimeout(15_000);
  await page.goto(portal);
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password', { exact: true }).fill('foyer-demo');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { level: 1, name: 'Choose a client' }).waitFor();
  return page;
}

export async function chooseClient(page: Page, name: RegExp): Promise<void> {
  const { items } = await call<{ items: { id: string; name: string }[] }>(page, '/v1/clients');
  const client = items.find((one) => name.test(one.name));
  if (!client) throw new Error(`No client ${name}.`);
  await call(page, '/v1/session/client', { method: 'PUT', json: { clientId: client.id } });
}

/** The console, with one of its tabs open. */
export async function openConsole(page: Page, portal: string, tab: 'Reconciliation' | 'Bank'): Promise<void> {
  await page.goto(`${portal}/integrations`);
  await page.getByRole('tab', { name: tab }).click();
}
