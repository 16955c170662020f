import type { BankLineView, ConfirmRequest } from '../../../server/features/bank/bank.contract.ts';
import { FoyerProblem } from '../../kit/client/problem.ts';
import type { FoyerRequest } from '../../kit/client/request.ts';
import { FakeSession } from '../../kit/testing/fake-session.ts';
import {
  asOf,
  bankAccount,
  bankLine,
  candidate,
  countsOf,
  discrepancy,
  ops,
  payoutContents,
  quarantined,
  reconciliation,
  statement,
  withBreaks,
} from './facts.ts';

export const refusal = (code: string, status: number): FoyerProblem =>
  new FoyerProblem({ code, status, title: code, requestId: 'req-7f3a' });

/** The server's part of the contract, in memory: enough of it to compare a period and to decide a line. */
export class StubServer {
  readonly requests: { readonly method: string; readonly path: string; readonly body: unknown }[] = [];
  reconciliations = [reconciliation(1), withBreaks(2)];
  cases = [
    discrepancy(1),
    discrepancy(2, {
      status: 'proposed',
      proposal: {
        fix: 'accept_difference',
        reason: 'Paid by phone',
        byId: ops.user.id,
        by: ops.user.displayName,
      },
    }),
  ];
  statements = [statement(1), quarantined(2)];
  lines: BankLineView[] = [
    bankLine(1, 'confirmed'),
    bankLine(2, 'suggested'),
    bankLine(3, 'unmatched', { amountCents: 100_000 }),
    bankLine(4, 'excluded', { amountCents: 1_204 }),
  ];
  /** Answers or throws in place of the stub; `undefined` leaves it to the stub. */
  intercept: (method: string, path: string) => unknown = () => undefined;

  async answer(path: string, { method = 'GET', query = {}, body }: FoyerRequest): Promise<unknown> {
    this.requests.push({ method, path, body });
    const instead: unknown = await this.intercept(method, path);
    if (instead !== undefined) return instead;
    const [, , resource, id, verb] = path.split('/');
    switch (resource) {
      case 'reconciliations':
        return this.reconciliation(method, id);
      case 'discrepancies':
        return id
          ? { ...this.cases[0], status: 'assigned', owner: { id: ops.user.id, name: ops.user.displayName } }
          : page(this.cases);
      case 'bank-accounts':
        return verb ? bankAccount({ lockedThrough: '2026-11-20' }) : { items: [bankAccount()], asOf };
      case 'bank-statements':
        if (method === 'POST') return { items: [this.statements[0]], repeated: false, asOf };
        if (verb === 'lines')
          return page(
            this.lines.filter((one) => !query.matchStatus || one.matchStatus === query.matchStatus),
          );
        return id
          ? { ...this.statements[0], counts: countsOf(this.lines), lineCount: this.lines.length }
          : page(this.statements);
      case 'payouts':
        return payoutContents(verb);
      case 'bank-lines':
        return this.line(id, verb, body);
      default:
        throw refusal('not_found', 404);
    }
  }

  private reconciliation(method: string, id: string | undefined): unknown {
    if (method === 'POST') {
      this.reconciliations = [reconciliation(3), ...this.reconciliations];
      return this.reconciliations[0];
    }
    return id ? this.reconciliations.find((one) => one.id === id) : page(this.reconciliations);
  }

  private line(id: string | undefined, verb: string | undefined, body: unknown): unknown {
    if (verb === 'candidates') return { items: [candidate(1), candidate(2, { balanceCents: 12_000 })], asOf };
    const before = this.lines.find((one) => one.id === id);
    if (!before) throw refusal('not_found', 404);
    const split = verb === 'confirm' && (body as ConfirmRequest).allocations.length > 1;
    const status =
      verb === 'confirm' ? (split ? 'split' : 'confirmed') : verb === 'exclude' ? 'excluded' : 'unmatched';
    const after = bankLine(before.lineNo, status, { amountCents: before.amountCents });
    this.lines = this.lines.map((one) => (one.id === id ? after : one));
    return after;
  }
}

const page = (items: readonly unknown[]) => ({ items, nextCursor: null, asOf });

export function stubSession(server: StubServer): FakeSession {
  const session = new FakeSession((path, init) => server.answer(path, init));
  session.me = ops;
  return session;
}
