import { z } from 'zod';
import { audit } from '../../db/audit.ts';
import type { Scope } from '../../db/scope.ts';
import { decodeCursor, encodeCursor } from '../../http/cursor.ts';
import type { Ctx } from '../../ports/context.ts';
import type { Deps } from '../../ports/deps.ts';
import { notFound } from '../../ports/fault.ts';
import { parseRemittanceCsv, type RemittanceLine } from './remittance-csv.model.ts';
import type {
  Remittance,
  RemittancePage,
  RemittanceQuery,
  RemittanceRequest,
} from './remittances.contract.ts';
import { fileRefused, totalRefused } from './remittances.errors.ts';
import {
  findRemittance,
  insertRemittance,
  type RemittanceRow,
  selectRemittances,
} from './remittances.repository.ts';

type Request<Input> = { ctx: Ctx; deps: Pick<Deps, 'db' | 'clock'>; input: Input };

const position = z.object({
  sentAt: z.string().regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?\+00$/),
  id: z.uuid(),
});

/** Keeps what a payer says one transfer is for. The matcher of bank statements reads it; nothing is booked by it. */
export async function sendRemittance({
  ctx,
  deps,
  input: { id, request },
}: Request<{ id: string; request: RemittanceRequest }>): Promise<Remittance> {
  const clientId = clientIdOf(ctx.scope);
  const lines = linesOf(request);
  if (lines.reduce((sum, line) => sum + line.amountCents, 0) !== request.totalCents) throw totalRefused();
  const { actor } = ctx.scope;
  return deps.db.write(ctx.scope, async (tx) => {
    const known = await findRemittance(tx, clientId, id);
    if (known) return toRemittance(known);
    const { reference, paidOn, totalCents } = request;
    const by = { by: actor.id, byName: actor.name, at: deps.clock.now() };
    await insertRemittance(tx, clientId, { id, reference, paidOn, totalCents, ...by, lines });
    const row = await findRemittance(tx, clientId, id);
    if (!row) throw new Error('a remittance just written is gone');
    await audit(tx, ctx.scope, {
      action: 'remittance.sent',
      subjectType: 'remittance',
      subjectId: id,
      detail: { totalCents, lines: lines.length },
    });
    return toRemittance(row);
  });
}

export async function showRemittance({ ctx, deps, input }: Request<{ id: string }>): Promise<Remittance> {
  const row = await deps.db.read(ctx.scope, (tx) => findRemittance(tx, clientIdOf(ctx.scope), input.id));
  if (!row) throw notFound();
  return toRemittance(row);
}

/** Newest first. */
export async function listRemittances({
  ctx,
  deps,
  input,
}: Request<RemittanceQuery>): Promise<RemittancePage> {
  const after = input.cursor ? decodeCursor(position, input.cursor) : null;
  const rows = await deps.db.read(ctx.scope, (tx) =>
    selectRemittances(tx, clientIdOf(ctx.scope), { limit: input.limit + 1, after }),
  );
  const page = rows.slice(0, input.limit);
  const last = rows.length > input.limit ? page.at(-1) : undefined;
  return {
    items: page.map(toRemittance),
    nextCursor: last ? encodeCursor({ sentAt: last.sentAtText, id: last.id }) : null,
    asOf: deps.clock.now().toISOString(),
  };
}

function linesOf({ lines, csv }: RemittanceRequest): readonly RemittanceLine[] {
  if (csv === null) return lines;
  const parsed = parseRemittanceCsv(csv);
  if ('faults' in parsed) throw fileRefused(parsed.faults);
  return parsed.lines;
}

const toRemittance = ({ sentAtText: _, ...row }: RemittanceRow): Remittance => ({
  ...row,
  sentAt: row.sentAt.toISOString(),
});

function clientIdOf(scope: Scope): string {
  if (scope.clientId === null) throw new Error('a remittance needs a client');
  return scope.clientId;
}
