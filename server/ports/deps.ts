import type { Db } from '../db/db.ts';
import type { Clock } from './clock.ts';
import type { Ids } from './ids.ts';
import type { KeyRing } from './key-ring.ts';
import type { Mailer } from './mailer.ts';
import type { Gateways } from './payment-gateway.ts';
import type { Vaults } from './payment-method-vault.ts';
import type { Queue } from './queue.ts';
import type { RailPolicy } from './rail-policy.ts';
import type { Supplier } from './supplier.ts';
import type { VendorLedgers } from './vendor-ledger.ts';

/** Everything that server/compose.ts builds; a verb declares the part that it needs with `Pick<Deps, ...>`. */
export type Deps = {
  /** Features' data, as the role that owns nothing. */
  db: Db;
  /** Credentials, sessions and tokens, as the only role that can read them. */
  identityDb: Db;
  clock: Clock;
  ids: Ids;
  queue: Queue;
  mailer: Mailer;
  gateways: Gateways;
  /** Where clients' saved methods are kept. */
  vaults: Vaults;
  vendorLedgers: VendorLedgers;
  rails: RailPolicy;
  keyRing: KeyRing;
  supplier: Supplier;
  /** Where people reach the portal, without a trailing slash. */
  origin: string;
};
