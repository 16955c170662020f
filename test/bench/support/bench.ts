import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres, { type Sql } from 'postgres';
import { migrate } from '../../../server/db/migrate.ts';
import { freePort } from '../../../server/launch/free-port.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { publishCluster, withdrawCluster } from '../../support/database-cluster.ts';
import { startTestCluster } from '../../support/start-test-cluster.ts';
import { Child } from './child.ts';
import { type LoadDriver, startLoadDriver } from './load.ts';
import { type Asker, seedInvoices } from './seed.ts';

export const projectRoot = new URL('../../../', import.meta.url).pathname;
export const webhookSecret = 'whsec_bench';

type Close = () => Promise<unknown> | unknown;
export type OpenDatabase = TestDatabase & { superuser: Sql };
export type SeededDatabase = OpenDatabase & { askers: Asker[] };
export type MeasuredServer = { process: Child; port: number; origin: string; dataDir: string };

/**
 * What rows share. Everything is started when first asked for. What a row started ends with it; the database server, the
 * seeded databases and the load end with the run.
 */
export class Bench {
  readonly isFull: boolean;
  readonly #ofRow: Close[] = [];
  readonly #ofRun: Close[] = [];
  readonly #seeded = new Map<number, Promise<SeededDatabase>>();
  #cluster: Promise<void> | undefined;
  #load: Promise<LoadDriver> | undefined;
  #dataDir: string | undefined;

  constructor(isFull: boolean) {
    this.isFull = isFull;
  }

  /** Runs `close` when the row ends, the last one first. */
  onClose(close: Close): void {
    this.#ofRow.push(close);
  }

  /** A migrated database on a server that waits for the disk at each commit, as production does. */
  database(): Promise<OpenDatabase> {
    return this.#makeDatabase(this.#ofRow);
  }

  /** One with this many invoices, for rows that only read. */
  seeded(invoices: number): Promise<SeededDatabase> {
    let found = this.#seeded.get(invoices);
    if (!found) {
      found = this.#makeDatabase(this.#ofRun).then(async (database) => ({
        ...database,
        askers: await seedInvoices(database.superuser, invoices),
      }));
      this.#seeded.set(invoices, found);
    }
    return found;
  }

  async #makeDatabase(closers: Close[]): Promise<OpenDatabase> {
    this.#cluster ??= this.#startCluster();
    await this.#cluster;
    const database = await createTestDatabase();
    const superuser = postgres(database.superuserUrl, { max: 2, onnotice: () => {} });
    closers.push(async () => {
      await superuser.end({ timeout: 1 });
      await database.drop();
    });
    return { ...database, superuser };
  }

  async load(): Promise<LoadDriver> {
    this.#load ??= startLoadDriver().then((driver) => {
      this.#ofRun.push(() => driver.stop());
      return driver;
    });
    return this.#load;
  }

  /** The built server over a database, in a process of its own. */
  async server(database: TestDatabase): Promise<MeasuredServer> {
    const port = await freePort();
    // One folder for all: servers over the same database need the same keys.
    this.#dataDir ??= this.#makeFolder(this.#ofRun);
    const dataDir = this.#dataDir;
    const origin = `http://localhost:${port}`;
    const child = await this.child<{ port: number }>('server', {
      PORT: String(port),
      DATABASE_URL: database.ownerUrl,
      DATA_DIR: dataDir,
      STRIPE_WEBHOOK_SECRET: webhookSecret,
    });
    return { process: child, port, origin, dataDir };
  }

  async child<Ready>(name: string, env: Record<string, string> = {}): Promise<Child<Ready>> {
    const child = await Child.start<Ready>(name, env);
    this.onClose(() => child.stop());
    return child;
  }

  folder(): string {
    return this.#makeFolder(this.#ofRow);
  }

  #makeFolder(closers: Close[]): string {
    const folder = mkdtempSync(join(tmpdir(), 'foyer-bench-'));
    closers.push(() => rmSync(folder, { recursive: true, force: true }));
    return folder;
  }

  async endRow(): Promise<void> {
    for (const close of this.#ofRow.splice(0).reverse()) await close();
  }

  async close(): Promise<void> {
    await this.endRow();
    for (const close of this.#ofRun.splice(0).reverse()) await close();
  }

  async #startCluster(): Promise<void> {
    const { cluster, stop } = await startTestCluster(migrate, { durable: true });
    publishCluster(cluster);
    // The first thing that is started, so the last that ends.
    this.#ofRun.unshift(async () => {
      withdrawCluster();
      await stop();
    });
  }
}
