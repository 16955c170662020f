import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeSigningIdentity } from '../../../host-demo/sandbox/paypal/certificate.ts';
import { Signer } from '../../../host-demo/sandbox/paypal/signature.ts';
import { GatewayUnknown, SignatureInvalid } from '../../ports/payment-gateway.ts';
import { createCertificates } from './certificates.ts';
import { isPrivateAddress } from './fetch-certificate.ts';
import { readPaypalEvent } from './read-event.ts';

const webhookId = 'WH-TEST';
let server: Server;
let base = '';
let requests: string[] = [];
let answer: { status: number; body: string; headers?: Record<string, string> } | null = null;
let signer: Signer;

beforeAll(async () => {
  server = createServer((request, response) => {
    requests.push(request.url ?? '');
    const { status, body, headers } = answer ?? { status: 200, body: signer.chain };
    response.writeHead(status, headers).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  base = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  signer = new Signer(() => base);
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

const body = JSON.stringify({
  id: 'WH-1',
  event_type: 'CUSTOMER.MERCHANT-INTEGRATION.PRODUCT-SUBSCRIPTION-UPDATED',
  create_time: '2026-11-22T03:15:00.000Z',
  resource: {},
});

type Change = {
  rawBody?: string;
  at?: Date;
  headers?: Record<string, string | null>;
  now?: Date;
  standIn?: boolean;
  hosts?: string[];
  signedBody?: string;
  signedFor?: string;
};

function read(change: Change = {}) {
  const raw = change.rawBody ?? body;
  const at = change.at ?? new Date();
  const headers = new Headers(signer.headersFor(change.signedBody ?? raw, change.signedFor ?? webhookId, at));
  for (const [name, value] of Object.entries(change.headers ?? {})) {
    if (value === null) headers.delete(name);
    else headers.set(name, value);
  }
  return readPaypalEvent({
    webhookId,
    certificates: createCertificates({
      hosts: change.hosts ?? [new URL(base).host],
      isStandIn: change.standIn ?? true,
    }),
    orderOf: async () => {
      throw new Error('nothing is asked');
    },
    delivery: { rawBody: Buffer.from(raw), headers, now: change.now ?? new Date() },
  });
}

const ago = (ms: number) => new Date(Date.now() - ms);
const hour = 60 * 60_000;

describe('S60 events of PayPal', () => {
  it.each([
    ['as they come', body],
    [
      'with a number that a parser would write anew',
      body.replace('"resource":{}', '"resource":{"amount":1.0}'),
    ],
    ['with empty objects', body.replace('"resource":{}', '"resource":{"a":{},"b":[]}')],
    [
      'with letters of every script',
      body.replace('"resource":{}', '"resource":{"note":"Zoë · 付款 · \\u00e9 🧾"}'),
    ],
    ['with spaces of its own', body.replaceAll(',', ' ,\n ')],
  ])('are verified over the raw bytes, %s', async (_name, rawBody) => {
    expect(await read({ rawBody })).toMatchObject({ eventId: 'WH-1', payment: null, vendorRef: null });
  });

  it('are good for the three days in which PayPal repeats them', async () => {
    expect(await read({ at: ago(71 * hour) })).toMatchObject({ eventId: 'WH-1' });
  });

  it('lose what they say of the payer', async () => {
    const rawBody = body.replace(
      '"resource":{}',
      '"resource":{"payer":{"email_address":"asha@payer.example"}}',
    );
    expect(JSON.stringify(await read({ rawBody }))).not.toContain('asha@');
  });

  it.each([
    ['a body with a space more', { rawBody: `${body} `, signedBody: body }],
    ['another order of keys', { rawBody: body.replace('"id"', '"ID"'), signedBody: body }],
    ['another webhook', { signedFor: 'WH-OTHER' }],
    ['four days ago', { at: ago(96 * hour) }],
    ['six minutes ahead', { at: ago(-6 * 60_000) }],
    ['another time than was signed', { headers: { 'paypal-transmission-time': new Date().toISOString() } }],
    ['a time that is none', { headers: { 'paypal-transmission-time': 'now' } }],
    ['another id than was signed', { headers: { 'paypal-transmission-id': 'other' } }],
    ['no id', { headers: { 'paypal-transmission-id': null } }],
    ['no signature', { headers: { 'paypal-transmission-sig': null } }],
    ['a weaker method', { headers: { 'paypal-auth-algo': 'SHA1withRSA' } }],
    ['no method', { headers: { 'paypal-auth-algo': null } }],
    ['no certificate', { headers: { 'paypal-cert-url': null } }],
    ['a body that is no event', { rawBody: '[]' }],
    ['a body that is no JSON', { rawBody: '{' }],
    ['an empty body', { rawBody: '' }],
  ] as [string, Change][])('refuses %s', async (_name, change) => {
    await expect(read(change)).rejects.toThrow(SignatureInvalid);
  });
});

describe('S61 the certificate of PayPal', () => {
  const refuses = async (url: string, change: Change = {}) => {
    requests = [];
    await expect(read({ ...change, headers: { 'paypal-cert-url': url } })).rejects.toThrow(SignatureInvalid);
  };
  const real = { standIn: false, hosts: ['api.paypal.com', 'api-m.paypal.com'] };
  const path = '/v1/notifications/certs/CERT-1';

  it.each([
    `https://paypal.com.evil${path}`,
    `https://api.paypal.com.evil.example${path}`,
    `https://evil.example/api.paypal.com${path}`,
    `http://api.paypal.com${path}`,
    `https://api.paypal.com@evil.example${path}`,
    `https://user:secret@api.paypal.com${path}`,
    `https://api.paypal.com:8443${path}`,
    `https://api.paypal.com${path}?next=https://evil.example`,
    `https://api.paypal.com${path}#x`,
    'https://api.paypal.com/redirect/v1/notifications/certs/../../evil',
    'https://api.paypal.com/v1/oauth2/token',
    `https://127.0.0.1${path}`,
    `https://[::1]${path}`,
    `https://169.254.169.254${path}`,
    `https://0x7f.1${path}`,
    `https://localhost${path}`,
    `file:///etc/passwd${path}`,
    'data:application/x-pem-file,none',
    'not an address',
  ])('is not fetched from %s', async (url) => {
    await refuses(url, real);
    expect(requests).toEqual([]);
  });

  it('is not fetched from this machine in production, whatever the list says', async () => {
    const { host, port } = new URL(base);
    await refuses(`https://${host}${path}`, { standIn: false, hosts: [host] });
    await refuses(`https://localhost:${port}${path}`, { standIn: false, hosts: [`localhost:${port}`] });
    expect(requests).toEqual([]);
  });

  it('is not looked for where a redirect points', async () => {
    answer = { status: 302, body: '', headers: { location: `${base}/v1/notifications/certs/elsewhere` } };
    await refuses(`${base}${path}`);
    expect(requests).toEqual([path]);
    answer = null;
  });

  it.each([
    ['no certificate', { status: 200, body: 'nothing' }],
    ['a broken one', { status: 200, body: '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----' }],
    ['too much of it', { status: 200, body: 'x'.repeat(70_000) }],
    ['a page that is not there', { status: 404, body: '' }],
  ])('is refused when there is %s', async (_name, given) => {
    answer = given;
    await refuses(`${base}${path}`);
    answer = null;
  });

  it('is asked for again later when its host is down', async () => {
    answer = { status: 503, body: '' };
    await expect(read()).rejects.toThrow(GatewayUnknown);
    answer = null;
    expect(await read()).toMatchObject({ eventId: 'WH-1' });
  });

  it.each([
    [
      'of somebody else',
      () => makeSigningIdentity({ commonName: 'messageverificationcerts.paypal.com.evil.example' }),
    ],
    ['whose time is over', () => makeSigningIdentity({ from: ago(48 * hour), to: ago(hour) })],
    ['whose time has not begun', () => makeSigningIdentity({ from: ago(-hour), to: ago(-48 * hour) })],
  ])('is refused when it is one %s', async (_name, make) => {
    answer = { status: 200, body: make().chain };
    await refuses(`${base}${path}`);
    answer = null;
  });

  it('is refused when its chain is of two families', async () => {
    const [leaf = ''] = makeSigningIdentity().chain.split(/(?<=-----END CERTIFICATE-----\n)/);
    const [, root = ''] = makeSigningIdentity().chain.split(/(?<=-----END CERTIFICATE-----\n)/);
    answer = { status: 200, body: `${leaf}${root}` };
    await refuses(`${base}${path}`);
    answer = null;
  });

  it('is fetched once for many events', async () => {
    const certificates = createCertificates({ hosts: [new URL(base).host], isStandIn: true });
    requests = [];
    for (let n = 0; n < 20; n += 1) await certificates.keyAt(`${base}${path}`, new Date());
    expect(requests).toHaveLength(1);
  });

  it('knows addresses of the inside in every spelling', () => {
    for (const inside of [
      '127.0.0.1',
      '10.1.2.3',
      '172.31.0.1',
      '192.168.1.1',
      '169.254.169.254',
      '100.64.0.1',
      '0.0.0.0',
      '224.0.0.1',
      '::1',
      '::',
      'fd00::1',
      'fe80::1',
      '::ffff:10.0.0.1',
      '64:ff9b::7f00:1',
      'nonsense',
    ])
      expect([inside, isPrivateAddress(inside)]).toEqual([inside, true]);
    for (const outside of ['64.4.250.36', '173.0.82.126', '2a04:4e42::291', '::ffff:64.4.250.36'])
      expect([outside, isPrivateAddress(outside)]).toEqual([outside, false]);
  });
});
