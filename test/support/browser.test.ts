import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';

let port: number;

const server = createServer((request, response) => {
  response.setHeader('content-type', 'text/html');
  response.end(
    request.url === '/' ? `<title>here</title><iframe src="http://127.0.0.1:${port}/frame"></iframe>` : '',
  );
});

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => new Promise<void>((resolve) => void server.close(() => resolve())));

test('a browser starts, and several pages with a frame of another origin live in it', async () => {
  const browser = await launchBrowser();
  try {
    const pages = await Promise.all([browser.newPage(), browser.newPage(), browser.newPage()]);
    await Promise.all(pages.map((page) => page.goto(`http://localhost:${port}/`)));
    for (const page of pages) {
      expect(await page.title()).toBe('here');
      expect(page.frames().length).toBeGreaterThan(1);
    }
  } finally {
    await browser.close();
  }
});
