import { describe, expect, it } from 'vitest';
import { embedCaching } from './embed-caching.ts';

describe('caching of what other pages load', () => {
  it.each([
    '0.1.0/foyer.js',
    '12.3.4/qa-approval.js',
    'v1/chunks/invoice-pay-BaL1gQl8.js',
    'v1/federation/session-DVrAkNDY.js',
  ])('keeps %s for a year', (path) => expect(embedCaching(path)).toContain('immutable'));
  it.each([
    'v1/foyer.js',
    'v1/invoice-pay.js',
    'v1/qa-approval.js',
    'v1/mf-manifest.json',
    'v1/remoteEntry.js',
    'v1/version.json',
  ])('asks again for %s', (path) => expect(embedCaching(path)).toBe('public, max-age=300'));
});
