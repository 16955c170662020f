import type { Db } from '../../db/db.ts';
import type { Scope } from '../../db/scope.ts';
import type { Deps } from '../../ports/deps.ts';
import { GatewayRefused } from '../../ports/payment-gateway.ts';
import type { VendorLedger, VendorMovement } from '../../ports/vendor-ledger.ts';
import { rereadPayment } from '../payments/index.ts';
import { ofClients } from './of-clients.ts';
import type { PortalMovement } from './reconciliation.model.ts';
import { findFirstMovement, listPortalMovements, sumPortalMovements } from './reconciliation.repository.ts';
import {
  listBookedLines,
  listTransfers,
  sumBookedLines,
  sumTransfersBefore,
} from './transfers.repository.ts';

export type Span = { from: Date; to: Date };

/** An account that is compared: what we say of it and what the other side says. */
export type AccountSides = {
  ours(span: Span): Promise<PortalMovement[]>;
  /** The sum of everything of ours before a moment. */
  oursBefore(at: Date): Promise<number>;
  theirs(span: Span): Promise<VendorMovement[]>;
  /** Where the other side is asked from, when no certificate says how it stood at the start. */
  firstAt(): Promise<Date | null>;
  /** The sum of everything of theirs before a moment; null when only its lines can tell. */
  theirsBefore(at: Date): Promise<number | null>;
  /** Asks the other side about one payment and books what it says; false when it knows no such payment. */
  readAgain(reference: string): Promise<boolean>;
};

type RereadDeps = Pick<Deps, 'db' | 'clock' | 'ids' | 'queue' | 'gateways' | 'supplier'>;
type Reading = { db: Db; scope: Scope; timeZone: string };

export function vendorSides({ db, scope }: Reading, ledger: VendorLedger, deps: RereadDeps): AccountSides {
  const { vendor } = ledger;
  return {
    ours: (span) => ofClients(db, scope, (tx, clientId) => listPortalMovements(tx, clientId, vendor, span)),
    oursBefore: async (at) =>
      total(await ofClients(db, scope, (tx, clientId) => sumPortalMovements(tx, clientId, vendor, at))),
    theirs: (span) => ledger.listMovements(span),
    firstAt: async () => {
      const firsts = await ofClients(db, scope, (tx, clientId) => findFirstMovement(tx, clientId, vendor));
      return firsts.length === 0 ? null : new Date(Math.min(...firsts.map((at) => at.getTime())));
    },
    theirsBefore: async () => null,
    readAgain: async (vendorRef) => {
      try {
        await rereadPayment({ deps, vendor, vendorRef, traceId: scope.traceId });
        return true;
      } catch (error) {
        // The vendor moved money for something that it does not show as a payment: a person has to look.
        if (error instanceof GatewayRefused) return false;
        throw error;
      }
    },
  };
}

/** Transfers: what we booked of them, and the bank's lines that they came in. */
export function bankSides({ db, scope, timeZone }: Reading): AccountSides {
  return {
    ours: (span) => ofClients(db, scope, (tx, clientId) => listTransfers(tx, clientId, span, timeZone)),
    oursBefore: async (at) =>
      total(await ofClients(db, scope, (tx, clientId) => sumTransfersBefore(tx, clientId, at, timeZone))),
    theirs: (span) => db.read(scope, (tx) => listBookedLines(tx, span, timeZone)),
    firstAt: async () => null,
    theirsBefore: (at) => db.read(scope, (tx) => sumBookedLines(tx, at, timeZone)),
    // Both sides are our own tables: there is nobody to ask.
    readAgain: async () => true,
  };
}

const total = (parts: readonly number[]): number => parts.reduce((sum, cents) => sum + cents, 0);
