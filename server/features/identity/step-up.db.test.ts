import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer, testPassword } from '../../../test/support/test-server.ts';
import { makeClient, type TestClient } from '../../../test/support/two-clients.ts';
import { defaultRateLimits } from '../../http/rate-limit.ts';
import { entry, fileOf } from '../bank/testing/statements.ts';

const payerAccount = '06200012345678';
let server: TestServer;
let client: TestClient;
let lineId: string;
let now: Date | null = null;
let ops: Record<string, string>;

const generous = { burst: 1_000, perMinute: 1_000 };
beforeAll(async () => {
  server = await startTestServer({
    clock: { now: () => now ?? new Date() },
    rateLimits: { ...defaultRateLimits, signInAddress: generous, signInAccount: { burst: 30, perMinute: 1 } },
  });
  client = await makeClient(server.superuser, 'alpha');
  ops = await server.signIn('ops@foyer.example');
  const bytes = fileOf([entry(12_300, { bookedOn: '2026-03-02', payerAccount, narrative: 'SOMEBODY' })], {
    from: '2026-03-02',
    to: '2026-03-02',
  });
  const sent = await server.call('/v1/bank-statements', {
    method: 'POST',
    headers: { ...ops, 'content-type': 'application/octet-stream' },
    body: new Uint8Array(bytes),
  });
  expect(sent.status).toBe(200);
  const [row] = await server.superuser<
    { id: string }[]
  >`select id from bank_line where payer_account = ${payerAccount}`;
  lineId = row?.id ?? '';
});
afterAll(() => server.close());
beforeEach(async () => {
  now = null;
  ops = await server.signIn('ops@foyer.example');
});

const stepUp = async (headers: Record<string, string>, password = testPassword) => {
  const answer = await server.call('/v1/session/step-up', { method: 'POST', headers, json: { password } });
  const cookie = answer.headers.get('set-cookie')?.split(';')[0];
  return { ...answer, next: cookie ? { ...headers, cookie } : headers };
};
const reveal = (headers: Record<string, string>, id = lineId) =>
  server.call(`/v1/bank-lines/${id}/payer-account`, { method: 'POST', headers });
const code = ({ body }: { body: unknown }) => (body as { code?: string }).code;
const entries = async (action: string) =>
  server.superuser<{ actor_id: string; text: string }[]>`
    select actor_id, audit_log::text as text from audit_log where action = ${action}`;

describe('S7 a whole account number', () => {
  it('S7 is in no answer but the one that asks for the password again, and each look is on record', async () => {
    const [row] = await server.superuser<
      { id: string }[]
    >`select statement_id as id from bank_line where id = ${lineId}`;
    const lines = await server.call(`/v1/bank-statements/${row?.id}/lines`, { headers: ops });
    expect(JSON.stringify(lines.body)).toContain('•••678');
    expect(JSON.stringify(lines.body)).not.toContain(payerAccount);
    const refused = await reveal(ops);
    expect([refused.status, code(refused)]).toEqual([403, 'step_up_required']);
    expect(await entries('bank_line.payer_account_revealed')).toHaveLength(0);

    const { status, next } = await stepUp(ops);
    expect(status).toBe(200);
    expect(await reveal(next)).toMatchObject({ status: 200, body: { payerAccount } });
    await reveal(next);
    const looks = await entries('bank_line.payer_account_revealed');
    expect(looks).toHaveLength(2);
    expect((await entries('session.stepped_up')).map((one) => one.actor_id)).toEqual([looks[0]?.actor_id]);
    for (const { text } of looks) expect(text).not.toContain(payerAccount);
    expect(server.lines.filter((line) => line.includes(payerAccount))).toEqual([]);
  });

  it('S7 closes again after five minutes, and the session goes on', async () => {
    const { next } = await stepUp(ops);
    const start = Date.now();
    now = new Date(start + 4 * 60_000);
    expect((await reveal(next)).status).toBe(200);
    now = new Date(start + 5 * 60_000 + 1_000);
    expect(code(await reveal(next))).toBe('step_up_required');
    expect((await server.call('/v1/me', { headers: next })).status).toBe(200);
  });

  it('S7 S3 the session has a new token from then on, and its former one is worth nothing', async () => {
    const { next } = await stepUp(ops);
    expect(next.cookie).not.toBe(ops.cookie);
    expect((await server.call('/v1/me', { headers: ops })).status).toBe(401);
    expect((await reveal(ops)).status).toBe(401);
    const other = await server.signIn('ops@foyer.example');
    expect(code(await reveal(other))).toBe('step_up_required');
  });

  it('S7 two step-ups of one session at once leave one token', async () => {
    const answers = await Promise.all([stepUp(ops), stepUp(ops)]);
    const good = answers.filter(({ status }) => status === 200);
    expect(good).toHaveLength(1);
    expect((await reveal(good[0]?.next ?? {})).status).toBe(200);
  });

  it("S7 S40 a client's person may step up and still sees no bank line; a back end may not step up", async () => {
    const headers = await server.signIn(client.emailOf('admin'));
    const { status, next } = await stepUp(headers);
    expect(status).toBe(200);
    expect(code(await reveal(next))).toBe('forbidden');
    const token = await server.machine('sync');
    const machine = { authorization: `Bearer ${token}`, 'foyer-client': 't/1' };
    expect((await stepUp(machine)).status).toBe(403);
    expect(code(await reveal(machine))).toBe('forbidden');
  });

  it('S7 an unknown line is not found, and leaves no entry', async () => {
    const { next } = await stepUp(ops);
    const id = randomUUID();
    expect((await reveal(next, id)).status).toBe(404);
    const looks = await entries('bank_line.payer_account_revealed');
    expect(looks.filter(({ text }) => text.includes(id))).toEqual([]);
  });

  it('S7 a wrong password opens nothing, does not end the session, is on record, and guesses are few', async () => {
    const before = (await entries('session.step_up_refused')).length;
    const wrong = await stepUp(ops, 'not the password');
    expect([wrong.status, code(wrong)]).toEqual([403, 'password_refused']);
    expect(code(await reveal(ops))).toBe('step_up_required');
    expect(await entries('session.step_up_refused')).toHaveLength(before + 1);
    let last = wrong;
    for (let n = 0; n < 30 && last.status !== 429; n += 1) last = await stepUp(ops, `guess ${n}`);
    expect(last.status).toBe(429);
    expect(code(await stepUp(ops))).toBe('too_many_requests');
    now = new Date(Date.now() + 2 * 60_000);
    expect((await stepUp(ops)).status).toBe(200);
  });
});
