import { describe, expect, it } from 'vitest';
import { exposedNames } from './exposed-names.ts';
import { messages as en } from './messages/en-AU.ts';
import { deviceOf } from './parts/device.ts';
import { initialsOf } from './parts/initials.ts';
import { parseRoute, pathOf, type Route } from './router.ts';
import { isExpected, signInProblem } from './views/sign-in-problem.ts';

const paths = { 'invoice-pay': 'invoices', 'document-vault': 'documents' };

describe('router', () => {
  const routes: readonly (readonly [string, Route])[] = [
    ['/', { name: 'overview' }],
    ['/invoices', { name: 'widget', widget: 'invoice-pay', record: null }],
    ['/invoices/abc', { name: 'widget', widget: 'invoice-pay', record: 'abc' }],
    ['/account/sessions', { name: 'sessions' }],
    ['/clients', { name: 'clients' }],
    ['/verify', { name: 'verify', code: null }],
    ['/verify/K7QM-4TZP-9XWD', { name: 'verify', code: 'K7QM-4TZP-9XWD' }],
  ];

  it.each(routes)('E1 %s is an address that leads back to itself', (path, route) => {
    expect(parseRoute(path, paths)).toEqual(route);
    expect(pathOf(route, paths)).toBe(path);
  });

  it.each(['/nowhere', '/invoices/a/b', '/account', '/account/sessions/x', '/verify/a/b', '//evil.example'])(
    'S38 %s leads nowhere',
    (path) => {
      expect(parseRoute(path, paths)).toEqual({ name: 'not_found' });
    },
  );

  it('a half-written escape is a record that is not found, and no exception', () => {
    expect(parseRoute('/invoices/%E0%A4', paths)).toMatchObject({ record: '%E0%A4' });
  });
});

describe('navigation', () => {
  it('reads the names that a manifest exposes', () => {
    expect(exposedNames({ exposes: [{ name: 'invoice-pay' }, { name: './document-vault' }] })).toEqual([
      'invoice-pay',
      'document-vault',
    ]);
  });

  it.each([null, 'x', {}, { exposes: 'x' }, { exposes: [null, 3, {}] }])(
    'a manifest that is none (%j) exposes nothing',
    (document) => {
      expect(exposedNames(document)).toEqual([]);
    },
  );
});

describe('account', () => {
  it.each([
    ['Priya Raman', 'PR'],
    ['  Marcus  James  Webb ', 'MW'],
    ['Cher', 'C'],
    ['', ''],
  ])('names "%s" by "%s"', (name, initials) => {
    expect(initialsOf(name)).toBe(initials);
  });

  it('S7 calls a session by its browser and system', () => {
    const edge = 'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/147.0 Safari/537.36 Edg/147.0';
    expect(deviceOf(edge)).toBe('Edge · Windows');
    expect(deviceOf('Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1')).toBe(
      'Safari · iOS',
    );
    expect(deviceOf('curl/8')).toBeNull();
    expect(deviceOf(null)).toBeNull();
  });
});

describe('sign-in', () => {
  const said = (code: string) => signInProblem({ code, requestId: 'r' }, en, 60);

  it('S10 a wrong password, an unknown address and a malformed one are told in the same words', () => {
    expect(said('invalid_request')).toBe(said('invalid_credentials'));
  });

  it('S10 says how long a throttled person waits', () => {
    expect(signInProblem({ code: 'too_many_requests', requestId: undefined }, en, 12)).toContain(
      '12 seconds',
    );
    expect(said('too_many_requests')).toContain('a minute');
  });

  it('an unforeseen code asks for the request id, a foreseen one does not', () => {
    expect(said('internal')).toContain('request id');
    expect(isExpected({ code: 'internal', requestId: 'r' })).toBe(false);
    expect(isExpected({ code: 'invalid_credentials', requestId: 'r' })).toBe(true);
  });
});
