import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../support/test-server.ts';
import { type OpenApi, renderApi } from './render-api.ts';
import { renderElements } from './render-elements.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

/** `npm run reference` writes what these compare with. */
describe('the reference is what the code says', () => {
  it('docs/reference/api.md lists every route with every answer', async () => {
    const document = (await server.call('/v1/openapi.json')).body as OpenApi;
    await expect(renderApi(document)).toMatchFileSnapshot('../../../docs/reference/api.md');
  });

  it('docs/reference/elements.md lists every element with its attributes and events', async () => {
    await expect(await renderElements()).toMatchFileSnapshot('../../../docs/reference/elements.md');
  });
});
