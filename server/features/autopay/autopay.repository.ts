import type { Tx } from '../../db/db.ts';
import type { AutopayRequest, AutopayRun } from './autopay.contract.ts';

export type RuleRow = Omit<AutopayRequest, 'expectedVersion'> & {
  setBy: string | null;
  setByName: string;
  updatedAt: Date;
  version: number;
};

export async function findRule(tx: Tx, clientId: string): Promise<RuleRow | null> {
  const [row] = await tx<RuleRow[]>`
    select enabled, payment_method_id as "paymentMethodId", max_cents as "maxCents", days_before_due as "daysBeforeDue",
      site_ids as "siteIds", excludes_disputed as "excludesDisputed", notice_email as "noticeEmail", set_by as "setBy",
      set_by_name as "setByName", updated_at as "updatedAt", version
    from autopay_rule where client_id = ${clientId}`;
  return row ?? null;
}

export type NewRule = Omit<AutopayRequest, 'expectedVersion'> & {
  setBy: string | null;
  setByName: string;
  at: Date;
};

/** False when it changed since it was read, or was there already. */
export async function writeRule(
  tx: Tx,
  clientId: string,
  rule: NewRule,
  expectedVersion: number | null,
): Promise<boolean> {
  const written =
    expectedVersion === null
      ? await tx`
          insert into autopay_rule (client_id, enabled, payment_method_id, max_cents, days_before_due, site_ids,
            excludes_disputed, notice_email, set_by, set_by_name, updated_at)
          values (${clientId}, ${rule.enabled}, ${rule.paymentMethodId}, ${rule.maxCents}, ${rule.daysBeforeDue},
            ${rule.siteIds}::uuid[], ${rule.excludesDisputed}, ${rule.noticeEmail}, ${rule.setBy}, ${rule.setByName}, ${rule.at})
          on conflict (client_id) do nothing`
      : await tx`
          update autopay_rule set enabled = ${rule.enabled}, payment_method_id = ${rule.paymentMethodId},
            max_cents = ${rule.maxCents}, days_before_due = ${rule.daysBeforeDue}, site_ids = ${rule.siteIds}::uuid[],
            excludes_disputed = ${rule.excludesDisputed}, notice_email = ${rule.noticeEmail}, set_by = ${rule.setBy},
            set_by_name = ${rule.setByName}, updated_at = ${rule.at}, version = version + 1
          where client_id = ${clientId} and version = ${expectedVersion}`;
  return written.count > 0;
}

export async function listRuns(tx: Tx, clientId: string, limit: number): Promise<AutopayRun[]> {
  return tx<AutopayRun[]>`
    select r.invoice_id as "invoiceId", i.number as "invoiceNumber", r.pay_on as "payOn", r.amount_cents as "amountCents",
      r.outcome, r.reason, r.payment_id as "paymentId"
    from autopay_run r join invoice i on i.client_id = r.client_id and i.id = r.invoice_id
    where r.client_id = ${clientId} order by r.pay_on desc, i.number limit ${limit}`;
}

export type DueInvoice = { id: string; number: string; dueOn: string; balanceCents: number };

/**
 * Open invoices that the rule covers and whose day has come by `dueBy`: not disputed where the rule leaves those out, with
 * no payment on its way, not announced already, and not tried too often.
 */
export async function listDue(
  tx: Tx,
  clientId: string,
  rule: Pick<RuleRow, 'maxCents' | 'siteIds' | 'excludesDisputed'>,
  limits: { dueBy: string; today: string; mostTries: number },
): Promise<DueInvoice[]> {
  const ofSites =
    rule.siteIds === null
      ? tx``
      : tx`and i.site_ids && ${rule.siteIds}::uuid[] and i.site_ids <@ ${rule.siteIds}::uuid[]`;
  const undisputed = rule.excludesDisputed
    ? tx`and not exists (select 1 from dispute d where d.client_id = i.client_id and d.invoice_id = i.id and d.closed_at is null)`
    : tx``;
  return tx<DueInvoice[]>`
    select i.id, i.number, i.due_on as "dueOn", i.total_cents - i.allocated_cents as "balanceCents" from invoice i
    where i.client_id = ${clientId} and i.standing = 'issued' and i.allocated_cents < i.total_cents
      and i.due_on <= ${limits.dueBy} and i.total_cents - i.allocated_cents <= ${rule.maxCents} ${ofSites} ${undisputed}
      and not exists (select 1 from payment_line l join payment p on p.client_id = l.client_id and p.id = l.payment_id
        where l.client_id = i.client_id and l.invoice_id = i.id and (p.status in ('processing', 'unknown')
          or p.status in ('created', 'requires_action') and p.payment_method_id is not null))
      and not exists (select 1 from autopay_run r where r.client_id = i.client_id and r.invoice_id = i.id and r.pay_on >= ${limits.today})
      and (select count(*) from autopay_run r where r.client_id = i.client_id and r.invoice_id = i.id) < ${limits.mostTries}
    order by i.due_on, i.id limit 500`;
}

/** False when the invoice has its row for that day already. */
export async function insertRun(
  tx: Tx,
  clientId: string,
  run: { invoiceId: string; payOn: string; amountCents: number; at: Date },
): Promise<boolean> {
  const inserted = await tx`
    insert into autopay_run (client_id, invoice_id, pay_on, amount_cents, outcome, at)
    values (${clientId}, ${run.invoiceId}, ${run.payOn}, ${run.amountCents}, 'announced', ${run.at})
    on conflict (client_id, invoice_id, pay_on) do nothing`;
  return inserted.count > 0;
}

export type ReadyRun = {
  invoiceId: string;
  payOn: string;
  poNumber: string | null;
};

/** Announced, and their day has come; and those that a crash left in the middle. */
export async function listReady(tx: Tx, clientId: string, today: string): Promise<ReadyRun[]> {
  return tx<ReadyRun[]>`
    select r.invoice_id as "invoiceId", r.pay_on as "payOn", i.po_number as "poNumber"
    from autopay_run r join invoice i on i.client_id = r.client_id and i.id = r.invoice_id
    where r.client_id = ${clientId} and r.outcome in ('announced', 'opening') and r.pay_on <= ${today}
    order by r.pay_on, r.invoice_id limit 500`;
}

/** The row as it stands now, locked: another worker may have come first. */
export async function lockRun(
  tx: Tx,
  clientId: string,
  run: { invoiceId: string; payOn: string },
): Promise<{ outcome: AutopayRun['outcome']; paymentId: string | null; amountCents: number } | null> {
  const [row] = await tx<{ outcome: AutopayRun['outcome']; paymentId: string | null; amountCents: number }[]>`
    select outcome, payment_id as "paymentId", amount_cents as "amountCents" from autopay_run
    where client_id = ${clientId} and invoice_id = ${run.invoiceId} and pay_on = ${run.payOn} for update`;
  return row ?? null;
}

export type StillDue = { balanceCents: number; isDisputed: boolean };

export async function readBalance(tx: Tx, clientId: string, invoiceId: string): Promise<StillDue | null> {
  const [row] = await tx<StillDue[]>`
    select i.total_cents - i.allocated_cents as "balanceCents",
      exists (select 1 from dispute d where d.client_id = i.client_id and d.invoice_id = i.id and d.closed_at is null) as "isDisputed"
    from invoice i where i.client_id = ${clientId} and i.id = ${invoiceId} and i.standing = 'issued'`;
  return row ?? null;
}

export async function updateRun(
  tx: Tx,
  clientId: string,
  run: { invoiceId: string; payOn: string },
  change: {
    outcome: AutopayRun['outcome'];
    reason?: string | null;
    paymentId?: string | null;
    amountCents?: number;
    at: Date;
  },
): Promise<void> {
  await tx`
    update autopay_run set outcome = ${change.outcome}, reason = ${change.reason ?? null},
      payment_id = coalesce(payment_id, ${change.paymentId ?? null}), amount_cents = coalesce(${change.amountCents ?? null}, amount_cents),
      at = ${change.at}
    where client_id = ${clientId} and invoice_id = ${run.invoiceId} and pay_on = ${run.payOn}`;
}

/** Clients with a rule that is on; from the house's scope each client is entered in turn. */
export async function listClientIds(tx: Tx): Promise<string[]> {
  const rows = await tx<{ client_id: string }[]>`select client_id from client order by client_id`;
  return rows.map((row) => row.client_id);
}
