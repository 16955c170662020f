import { chmodSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase } from '../../support/database.ts';
import { freePorts } from '../../support/free-ports.ts';
import { Launcher, temporaryFolder } from '../../support/launcher.ts';

const port = await freePorts(2);
const ports = { port, sandboxPort: port + 1 };
let folder: ReturnType<typeof temporaryFolder>;

/** What a start that cannot succeed says. It must be one line, whole, and an exit code that is not 0. */
async function refusal(
  env: NodeJS.ProcessEnv = {},
  options: { dataDir?: string; uid?: number; gid?: number } = {},
) {
  const launcher = new Launcher({ dataDir: folder.path, ...ports, env, ...options });
  expect(await launcher.ended).toBe(1);
  expect(launcher.errors).toMatch(/^[^\n]+[.)]\n$/);
  return launcher.errors.trim();
}

function listen(port: number): Promise<Server> {
  return new Promise((resolve) => {
    const server = createServer().listen(port, () => resolve(server));
  });
}

beforeAll(() => {
  folder = temporaryFolder();
});

afterAll(() => folder.remove());

describe('a start that cannot succeed says why in one sentence', () => {
  test.each([
    ['PORT', ports.port],
    ['SANDBOX_PORT', ports.sandboxPort],
  ])('a taken %s', async (variable, port) => {
    const other = await listen(port);
    try {
      expect(await refusal()).toBe(
        `Port ${port} is taken by another program; set ${variable} to a free one.`,
      );
    } finally {
      other.close();
    }
  });

  test('a port that is none', async () => {
    expect(await refusal({ PORT: 'http' })).toBe('PORT is "http"; it must be a port number from 1 to 65535.');
  });

  test('a DATA_DIR that is a file', async () => {
    const dataDir = join(folder.path, 'a-file');
    writeFileSync(dataDir, '');
    expect(await refusal({}, { dataDir })).toContain(`DATA_DIR ${dataDir} cannot be read and written`);
  });

  test.skipIf(process.getuid?.() !== 0)(
    'a DATA_DIR of another user (skipped unless run by root)',
    async () => {
      const dataDir = temporaryFolder();
      chmodSync(dataDir.path, 0o700);
      try {
        const message = await refusal({}, { dataDir: dataDir.path, uid: 65534, gid: 65534 });
        expect(message).toContain('cannot be read and written by this user (EACCES)');
      } finally {
        dataDir.remove();
      }
    },
  );

  test('a DATABASE_URL where nobody listens', async () => {
    expect(await refusal({ DATABASE_URL: 'postgres://foyer:s3cret@127.0.0.1:9/foyer' })).toBe(
      'The database of DATABASE_URL (127.0.0.1:9/foyer) cannot be used: nobody listens there.',
    );
  });

  test('a DATABASE_URL that is none', async () => {
    expect(await refusal({ DATABASE_URL: 'mysql://localhost/foyer' })).toMatch(
      /^DATABASE_URL is not an address/,
    );
  });

  test('S9: a DATABASE_URL with a wrong password, which the sentence does not repeat', async () => {
    const database = await createTestDatabase();
    try {
      const url = new URL(database.ownerUrl);
      url.password = 'not-the-password';
      const message = await refusal({ DATABASE_URL: url.href });
      expect(message).toContain('password authentication failed');
      expect(message).not.toContain('not-the-password');
    } finally {
      await database.drop();
    }
  });

  test('a database migrated by another version', async () => {
    const database = await createTestDatabase();
    const sql = postgres(database.ownerUrl, { max: 1 });
    try {
      await sql`insert into schema_migration (number, name, checksum) values (9999, '9999_later.sql', 'x')`;
      expect(await refusal({ DATABASE_URL: database.ownerUrl })).toMatch(
        /^The database cannot be brought up to date: .*9999_later\.sql/,
      );
    } finally {
      await sql.end();
      await database.drop();
    }
  });

  test('a program that refuses its configuration is heard', async () => {
    expect(await refusal({ STAND_IN_REFUSES: 'SESSION_SECRET is missing.' })).toBe(
      'The server ended: SESSION_SECRET is missing.',
    );
  });
});
