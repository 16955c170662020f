import { houseScope } from '../../db/scope.ts';
import type { Deps } from '../../ports/deps.ts';
import { findDocumentByCode } from './document-codes.repository.ts';

type Args = { deps: Pick<Deps, 'db'>; input: { code: string }; traceId: string };

/** Whose document a code stands for, and which; null when no document has it. */
export const findDocument = ({ deps, input, traceId }: Args) =>
  deps.db.read(houseScope('verification', traceId), (tx) => findDocumentByCode(tx, input.code));
