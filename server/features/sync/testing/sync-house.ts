import pino from 'pino';
import postgres, { type Sql } from 'postgres';
import { v7 } from 'uuid';
import { createTestDatabase } from '../../../../test/support/database.ts';
import { createDb, type Db } from '../../../db/db.ts';
import { houseScope, type Scope } from '../../../db/scope.ts';
import type { RailPolicy } from '../../../ports/rail-policy.ts';
import type { Supplier } from '../../../ports/supplier.ts';
import { receiveBatch } from '../receive-batch.ts';
import type { Dataset, SyncReport } from '../sync.contract.ts';
import { batchSample } from './samples.ts';

export const supplierSample: Supplier = {
  legalName: 'Foyer Facility Services Pty Ltd',
  abn: '51824753556',
  addressLines: ['Level 9, 1 Market Street', 'Sydney NSW 2000'],
  email: 'accounts@foyer.example',
  phone: '02 5550 1000',
  timeZone: 'Australia/Sydney',
};

export type SyncHouse = {
  db: Db;
  deps: {
    db: Db;
    identityDb: Db;
    clock: { now(): Date };
    ids: { next(): string };
    supplier: Supplier;
    rails: RailPolicy;
    origin: string;
  };
  /** Looks behind row-level security. */
  all: Sql;
  /** Delivers rows as the core system would. */
  push(dataset: Dataset, rows: readonly object[], batchId?: string): Promise<SyncReport>;
  log: pino.Logger;
  close(): Promise<void>;
};

/** A database of its own with the sync door open to it. */
export async function openSyncHouse(now = new Date('2026-01-15T02:00:00.000Z')): Promise<SyncHouse> {
  const database = await createTestDatabase();
  const db = createDb({ url: database.appUrl, max: 4 });
  const identityDb = createDb({ url: database.identityUrl, max: 2 });
  const all = postgres(database.superuserUrl, { max: 1, onnotice: () => {}, types: {} });
  const log = pino({ level: 'silent' });
  const deps = {
    db,
    identityDb,
    clock: { now: () => now },
    ids: { next: () => v7() },
    supplier: supplierSample,
    rails: {
      limits: {},
      surcharges: [],
      biller: { code: '123456', checkDigit: 'MOD10V01' as const },
      account: null,
    },
    origin: 'http://localhost:4400',
  };
  return {
    db,
    deps,
    all,
    log,
    push: (dataset, rows, batchId = v7()) =>
      receiveBatch({
        ctx: { scope: sourceScope, log },
        deps,
        input: { dataset, batch: batchSample(rows, batchId) },
      }),
    async close() {
      await Promise.all([db.close(), identityDb.close(), all.end()]);
      await database.drop();
    },
  };
}

/** The core system, as authentication describes it. */
export const sourceScope: Scope = {
  ...houseScope('core-system', '4bf92f3577b34da6a3ce929d0e0e4736'),
  actor: { kind: 'machine', id: 'core-system', name: 'Core system' },
};

/** A person of a client with a role's capabilities. */
export const personScope = (clientId: string, more: Partial<Scope> = {}): Scope => ({
  clientId,
  actor: { kind: 'user', id: v7(), name: 'Somebody' },
  capabilities: ['invoices:read', 'invoices:pay', 'sites:read'],
  siteIds: 'all',
  validUntil: null,
  house: false,
  traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
  ...more,
});
