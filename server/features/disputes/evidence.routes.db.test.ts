import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seedInvoice } from '../../../test/support/seed-invoice.ts';
import { startTestServer, type TestServer } from '../../../test/support/test-server.ts';
import { makeClient, type TestClient, type TestRole } from '../../../test/support/two-clients.ts';
import type { Dispute, Evidence } from './disputes.contract.ts';

const mebibyte = 1_048_576;
const png = (size = 64): Buffer =>
  Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(size - 8, 7)]);

let server: TestServer;
let alpha: TestClient;
let beta: TestClient;

beforeAll(async () => {
  server = await startTestServer();
  alpha = await makeClient(server.superuser, 'alpha');
  beta = await makeClient(server.superuser, 'beta');
});
afterAll(() => server.close());

const as = (client: TestClient, role: TestRole) => server.signIn(client.emailOf(role));
type Sent = { type?: string; name?: string; headers?: Record<string, string> };

async function send(body: Buffer, { type = 'image/png', name = 'lobby.png', headers }: Sent = {}) {
  return server.call(`/v1/evidence?fileName=${encodeURIComponent(name)}`, {
    method: 'POST',
    headers: { ...(headers ?? (await as(alpha, 'finance'))), 'content-type': type },
    body: new Uint8Array(body),
  });
}
const kept = async (): Promise<number> => {
  const [row] = await server.superuser`select count(*)::integer as count from dispute_evidence`;
  return Number(row?.count);
};
async function raise(
  client: TestClient,
  evidenceIds: string[],
  more: { role?: TestRole; siteIds?: string[] } = {},
) {
  const invoiceId = await seedInvoice(
    server.superuser,
    client,
    more.siteIds ? { siteIds: more.siteIds } : {},
  );
  return server.call('/v1/disputes', {
    method: 'POST',
    headers: { ...(await as(client, more.role ?? 'finance')), 'idempotency-key': randomUUID() },
    json: {
      subject: { type: 'invoice_line', invoiceId, lineNo: 1 },
      reasonCode: 'poor_quality',
      amountCents: 1_000,
      description: 'The lobby was missed.',
      evidenceIds,
    },
  });
}
const fetchFile = async (id: string, headers: Record<string, string>) => {
  const answer = await fetch(`${server.origin}/v1/evidence/${id}`, { headers });
  return { answer, bytes: Buffer.from(await answer.arrayBuffer()) };
};

describe('evidence over HTTP', () => {
  it('S50 a file comes back byte for byte, as an attachment that runs nothing, from its first upload to its dispute', async () => {
    const body = png(300_000);
    const { status, body: told } = await send(body);
    expect(status).toBe(201);
    const file = told as Evidence;
    expect(file).toMatchObject({ sizeBytes: body.length, contentType: 'image/png', fileName: 'lobby.png' });
    expect(file.sha256).toBe(createHash('sha256').update(body).digest('hex'));
    const raised = await raise(alpha, [file.id]);
    expect((raised.body as Dispute).evidence.map(({ sha256 }) => sha256)).toEqual([file.sha256]);
    const { answer, bytes } = await fetchFile(file.id, await as(alpha, 'finance'));
    expect(bytes.equals(body)).toBe(true);
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="lobby.png"');
    expect(answer.headers.get('content-security-policy')).toContain('sandbox');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it.each([
    ['a page under a picture’s name', Buffer.from('<script>alert(1)</script>'), 'image/png'],
    ['a drawing that can run scripts', Buffer.from('<svg onload="alert(1)"/>'), 'image/svg+xml'],
    ['a program', Buffer.from('MZ\x90\0'), 'application/octet-stream'],
    ['a picture that calls itself PDF', png(), 'application/pdf'],
    ['a form', Buffer.from('a=b'), 'application/x-www-form-urlencoded'],
    ['text', Buffer.from('hello'), 'text/plain'],
  ])('S50 S21 refuses %s, and keeps nothing of it', async (_name, body, type) => {
    const before = await kept();
    expect((await send(body, { type })).status).toBe(415);
    expect(await kept()).toBe(before);
  });

  it('S50 takes 5 MiB and not one byte more, and no empty file', async () => {
    expect((await send(png(5 * mebibyte))).status).toBe(201);
    const before = await kept();
    expect((await send(png(5 * mebibyte + 1))).status).toBe(413);
    expect((await send(Buffer.alloc(0))).status).toBeGreaterThanOrEqual(400);
    expect(await kept()).toBe(before);
  });

  it('S50 stores any name under our id, as a plain one', async () => {
    for (const name of [
      '../../etc/passwd',
      'a"b\r\nc.png',
      '\u202egnp.exe',
      'x'.repeat(200),
      'évidence 写.png',
    ]) {
      const { status, body } = await send(png(), { name });
      expect(status, name).toBe(201);
      expect((body as Evidence).fileName).toMatch(/^[A-Za-z0-9_ -][A-Za-z0-9._ -]{0,119}$/);
    }
    expect((await send(png(), { name: 'x'.repeat(300) })).status).toBe(400);
  });

  it('S40 S46 gives it to nobody else: before its dispute its sender alone, then those who see the invoice', async () => {
    const file = (await send(png())).body as Evidence;
    const seenBy = async (client: TestClient, role: TestRole): Promise<number> =>
      (await fetchFile(file.id, await as(client, role))).answer.status;
    expect((await fetch(`${server.origin}/v1/evidence/${file.id}`)).status).toBe(401);
    expect([await seenBy(beta, 'finance'), await seenBy(alpha, 'admin')]).toEqual([404, 404]);
    // Another person's file goes into no dispute of theirs.
    expect((await raise(alpha, [file.id], { role: 'admin' })).status).toBe(404);
    expect((await raise(beta, [file.id])).status).toBe(404);

    // Of the first site alone, while the dispute is of the second.
    await server.superuser`
      update membership set site_ids = ${alpha.siteIds.slice(0, 1)} from user_account u
      where membership.user_id = u.id and u.email = ${alpha.emailOf('viewer')}`;
    const second = alpha.siteIds.slice(1, 2);
    expect((await raise(alpha, [file.id], { siteIds: second })).status).toBe(201);
    expect([await seenBy(alpha, 'admin'), await seenBy(alpha, 'finance')]).toEqual([200, 200]);
    expect([await seenBy(beta, 'finance'), await seenBy(alpha, 'viewer')]).toEqual([404, 404]);
    // Used once: it is evidence of one dispute.
    expect((await raise(alpha, [file.id])).status).toBe(404);
  });

  it('S21 refuses a file without the header that only our own pages send', async () => {
    const { 'foyer-client': _, ...headers } = await as(alpha, 'finance');
    const before = await kept();
    expect((await send(png(), { headers })).status).toBe(403);
    expect(await kept()).toBe(before);
  });
});
