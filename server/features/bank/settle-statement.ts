import type { Scope } from '../../db/scope.ts';
import type { Deps } from '../../ports/deps.ts';
import { bookStatement } from './book-statement.ts';
import { matchStatement } from './match-statement.ts';

type Work = {
  deps: Pick<Deps, 'db' | 'clock' | 'ids' | 'queue' | 'supplier'>;
  scope: Scope;
  statementId: string;
};

/** Matches a statement's lines and books what is certain. Wherever it stops, a repeat goes on from there. */
export async function settleStatement(work: Work): Promise<void> {
  await matchStatement(work);
  await bookStatement(work);
}
