import type { Db } from '../../db/db.ts';
import type { Scope } from '../../db/scope.ts';
import type { VendorLedger } from '../../ports/vendor-ledger.ts';
import type { PortalMovement, Sides } from './reconciliation.model.ts';
import { listClientIds, listPortalMovements } from './reconciliation.repository.ts';

type Span = { from: Date | null; to: Date | null };

/** Ours, client by client: no transaction sees two. */
export async function readPortal(
  db: Db,
  scope: Scope,
  vendor: string,
  span: Span,
): Promise<PortalMovement[]> {
  const movements: PortalMovement[] = [];
  for (const clientId of await db.read(scope, listClientIds)) {
    movements.push(
      ...(await db.read({ ...scope, clientId }, (tx) => listPortalMovements(tx, clientId, vendor, span))),
    );
  }
  return movements;
}

/** Long before the first payment of anybody. */
const beginning = new Date('2010-01-01T00:00:00Z');

/** What either side knows of the time before and of a week after: enough to tell a shift in time from a loss. */
export async function readAround(
  db: Db,
  scope: Scope,
  ledger: VendorLedger,
  period: { from: Date; to: Date },
): Promise<Sides> {
  const weekAfter = new Date(period.to.getTime() + 7 * 86_400_000);
  const [before, after] = [
    { from: beginning, to: period.from },
    { from: period.to, to: weekAfter },
  ];
  return {
    ours: [
      ...(await readPortal(db, scope, ledger.vendor, before)),
      ...(await readPortal(db, scope, ledger.vendor, after)),
    ],
    theirs: [...(await ledger.listMovements(before)), ...(await ledger.listMovements(after))],
  };
}
