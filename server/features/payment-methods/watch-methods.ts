import type { Logger } from 'pino';
import type { Scope } from '../../db/scope.ts';
import { houseScope } from '../../db/scope.ts';
import { writeNoticeMail } from '../../email/notice-mail.ts';
import type { Deps } from '../../ports/deps.ts';
import { MailRefused } from '../../ports/mailer.ts';
import { dayIn } from '../invoices/index.ts';
import { announceMethod } from './announce-method.ts';
import { methodNoticeOf } from './method-notice.ts';
import type { Standing } from './payment-methods.model.ts';
import {
  disableAutopayBy,
  type EndingMethod,
  listAbandoned,
  listClientIds,
  listEnded,
  listEnding,
  lockMethod,
  markNotified,
  updateStatus,
} from './payment-methods.repository.ts';

type Work = {
  deps: Pick<Deps, 'db' | 'clock' | 'supplier' | 'mailer' | 'origin'>;
  log: Logger;
  traceId: string;
};

const dayMs = 86_400_000;

/** Each day: tells whose card or agreement ends soon, closes what has ended, and drops what nobody finished saving. */
export async function watchMethods({ deps, log, traceId }: Work): Promise<void> {
  const house = houseScope('watch-methods', traceId);
  const now = deps.clock.now();
  const today = dayIn(deps.supplier.timeZone, now);
  const soon = dayIn(deps.supplier.timeZone, new Date(now.getTime() + 30 * dayMs));
  for (const clientId of await deps.db.read(house, listClientIds)) {
    const scope = { ...house, clientId };
    const found = await deps.db.read(scope, async (tx) => ({
      ending: await listEnding(tx, clientId, { from: today, to: soon }),
      ended: await listEnded(tx, clientId, today),
      abandoned: await listAbandoned(tx, clientId, new Date(now.getTime() - dayMs)),
    }));
    for (const id of found.ended) await close(deps, scope, id, 'expired');
    for (const id of found.abandoned) await close(deps, scope, id, 'removed');
    for (const method of found.ending) await notify(deps, log, scope, method);
  }
}

async function close(deps: Work['deps'], scope: Scope, id: string, status: Standing): Promise<void> {
  const clientId = scope.clientId ?? '';
  await deps.db.write(scope, async (tx) => {
    const row = await lockMethod(tx, clientId, id);
    const isStill = status === 'removed' ? row?.status === 'setting_up' : row?.status !== 'removed';
    if (!row || !isStill) return;
    const at = deps.clock.now();
    await updateStatus(tx, clientId, id, { status, at });
    const autopayStopped = await disableAutopayBy(tx, clientId, id, at);
    await announceMethod(tx, scope, id, status, { kind: row.kind, autopayStopped });
  });
}

/** Noted after it was sent: a crash between sends once more with the same message id. */
async function notify(deps: Work['deps'], log: Logger, scope: Scope, method: EndingMethod): Promise<void> {
  const clientId = scope.clientId ?? '';
  if (method.contactEmail) {
    const mail = await writeNoticeMail(methodNoticeOf(method, deps));
    const messageId = `<method-${method.id}-${method.endsOn}@${new URL(deps.origin).hostname}>`;
    try {
      await deps.mailer.send({ ...mail, to: method.contactEmail, messageId });
    } catch (error) {
      if (!(error instanceof MailRefused)) throw error;
      log.warn({ methodId: method.id, err: error }, 'the notice was refused by the mail server');
    }
  }
  await deps.db.write(scope, async (tx) => {
    await markNotified(tx, clientId, method.id, method.endsOn);
    await announceMethod(tx, scope, method.id, 'end_announced', { endsOn: method.endsOn });
  });
}
