import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type DemonstrationAccess, loadDemonstration } from './demo-data.ts';
import { readLaunchSettings } from './launch-settings.ts';

let dataDir: string;
let calls: string[];
let hasClients: boolean;
let pushFails: boolean;

const access: DemonstrationAccess = {
  hasClients: async () => hasClients,
  registerOAuthClient: async ({ id, ofBrand }) => {
    calls.push(`register ${id} ${ofBrand}`);
    return `secret of ${id}`;
  },
  setPasswords: async (password) => {
    calls.push(`passwords ${password}`);
  },
  close: async () => {
    calls.push('close');
  },
};

function load(env: NodeJS.ProcessEnv = {}, ownerUrl = 'postgres://foyer_owner:x@127.0.0.1:40000/foyer') {
  const settings = readLaunchSettings({ DATA_DIR: dataDir, ...env });
  const push = async () => {
    calls.push('push');
    if (pushFails) throw new Error('interrupted');
    hasClients = true;
  };
  return loadDemonstration({ settings, ownerUrl, log: () => {} }, { open: async () => access, push });
}

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'foyer-demo-'));
  calls = [];
  hasClients = false;
  pushFails = false;
});

afterEach(() => rmSync(dataDir, { recursive: true }));

const whole = [
  'register demo-core-system null',
  'push',
  'passwords foyer-demo',
  'register demo-partner harbourview',
  'close',
];

describe('demonstration data', () => {
  test('the first start loads, makes the accounts and tells the partner how to sign in', async () => {
    expect(await load()).toEqual({
      FOYER_BASE_URL: 'http://localhost:4400',
      FOYER_CLIENT_ID: 'demo-partner',
      FOYER_CLIENT_SECRET: 'secret of demo-partner',
    });
    expect(calls).toEqual(whole);
    expect(statSync(join(dataDir, 'demonstration.json')).mode & 0o777).toBe(0o600);
  });

  test('the second start opens nothing, also when the embedded database moved to another port', async () => {
    const first = await load();
    calls = [];
    expect(await load({}, 'postgres://foyer_owner:x@127.0.0.1:50000/foyer')).toEqual(first);
    expect(calls).toEqual([]);
  });

  test('an interrupted load is continued by the next start, though rows are there already', async () => {
    pushFails = true;
    await expect(load()).rejects.toThrow('interrupted');
    pushFails = false;
    hasClients = true;
    calls = [];
    await load();
    expect(calls).toEqual(whole);
  });

  test('a database that somebody else filled gets no demonstration data', async () => {
    hasClients = true;
    await load();
    expect(calls).not.toContain('push');
  });

  test('another password is set without loading again', async () => {
    await load();
    calls = [];
    await load({ DEMO_PASSWORD: 'other' });
    expect(calls).toEqual(['passwords other', 'register demo-partner harbourview', 'close']);
  });

  test('another database is loaded as well', async () => {
    await load();
    calls = [];
    hasClients = false;
    await load({}, 'postgres://someone:x@db.example/foyer');
    expect(calls).toContain('push');
  });
});
