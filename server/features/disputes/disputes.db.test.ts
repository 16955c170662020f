import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Scope } from '../../db/scope.ts';
import { createQueue } from '../../jobs/queue.ts';
import type { Mail } from '../../ports/mailer.ts';
import { showCreditNote } from '../credit-notes/index.ts';
import { showInvoice } from '../invoices/index.ts';
import { clientSample, invoiceSample, paymentSample } from '../sync/testing/samples.ts';
import { openSyncHouse, personScope, type SyncHouse } from '../sync/testing/sync-house.ts';
import { addMessage } from './add-message.ts';
import { type Dispute, dispute as disputeSchema } from './disputes.contract.ts';
import { readEvidenceFile, uploadEvidence } from './handle-evidence.ts';
import { listDisputes } from './list-disputes.ts';
import { raiseDispute } from './raise-dispute.ts';
import { sendDisputeMail } from './send-dispute-mail.ts';
import { showDispute } from './show-dispute.ts';
import { type StepInput, takeStep } from './take-step.ts';

let house: SyncHouse;
let finance: Scope;
let ops: Scope;
let stranger: Scope;
let number = 0;

beforeAll(async () => {
  house = await openSyncHouse();
  await house.push('clients', [clientSample('alpha'), clientSample('beta')]);
  const clients = await house.all`select client_id from client order by external_id`;
  const can = ['invoices:read', 'invoices:pay', 'disputes:raise', 'sites:read'];
  finance = personScope(clients[0]?.client_id, { capabilities: can });
  ops = personScope(clients[0]?.client_id, {
    capabilities: ['invoices:read', 'disputes:settle'],
    house: true,
  });
  stranger = personScope(clients[1]?.client_id, { capabilities: can });
  await house.all`
    insert into user_account (id, email, display_name, kind) values (${finance.actor.id}, 'payer@alpha.example', 'Asha Rao', 'client')`;
});
afterAll(() => house.close());

const deps = () => ({ ...house.deps, queue: createQueue() });
const as = (scope: Scope) => ({ scope, log: house.log });

async function newInvoice(nets: number[] = [10_000, 5_000]): Promise<string> {
  number += 1;
  const name = `dispute-${number}`;
  await house.push('invoices', [
    invoiceSample(
      'alpha',
      name,
      nets.map((netCents) => ({ netCents })),
    ),
  ]);
  const [row] = await house.all`select id from invoice where external_id = ${name}`;
  return row?.id as string;
}

const raise = (
  invoiceId: string,
  amountCents: number,
  more: { scope?: Scope; id?: string; lineNo?: number; evidenceIds?: string[] } = {},
) =>
  raiseDispute({
    ctx: as(more.scope ?? finance),
    deps: deps(),
    input: {
      id: more.id ?? v7(),
      request: {
        subject: { type: 'invoice_line', invoiceId, lineNo: more.lineNo ?? 1 },
        reasonCode: 'not_delivered',
        amountCents,
        description: 'Nobody came on the 3rd.',
        evidenceIds: more.evidenceIds ?? [],
      },
    },
  });

type Rest<Input> = Input extends StepInput ? Omit<Input, 'version'> : never;
const step = (scope: Scope, dispute: Pick<Dispute, 'id' | 'version'>, input: Rest<StepInput>) =>
  takeStep({
    ctx: as(scope),
    deps: deps(),
    input: { id: dispute.id, version: dispute.version, ...input } as { id: string } & StepInput,
  });

const show = (scope: Scope, id: string) => showInvoice({ ctx: as(scope), deps: house.deps, input: { id } });
const code = (promise: Promise<unknown>) =>
  promise.then(
    () => 'none',
    (error: { code?: string }) => error.code ?? String(error),
  );

describe('disputes', () => {
  it('E13 F6 a line is disputed, proposed, agreed, and its credit note lowers what is owed, all at once', async () => {
    const invoiceId = await newInvoice();
    const raised = await raise(invoiceId, 5_500);
    expect(disputeSchema.strict().safeParse(raised).error).toBeUndefined();
    expect(raised).toMatchObject({
      status: 'raised',
      number: expect.stringMatching(/^D-\d+$/),
      actions: ['withdraw', 'message'],
    });
    expect(raised.respondBy).not.toBeNull();
    expect(await show(finance, invoiceId)).toMatchObject({
      disputedCents: 5_500,
      payableCents: 11_000,
      balanceCents: 16_500,
    });

    const known = await step(ops, raised, { step: 'acknowledge' });
    expect(known.respondBy).toBeNull();
    const asked = await step(ops, known, { step: 'ask', text: 'Which day?' });
    expect(asked).toMatchObject({
      status: 'awaiting_client',
      resolveBy: null,
      pausedSince: expect.any(String),
    });
    const answered = await addMessage({
      ctx: as(finance),
      deps: deps(),
      input: { id: raised.id, messageId: v7(), request: { text: 'The 3rd.', evidenceIds: [] } },
    });
    expect(answered).toMatchObject({ status: 'under_review', pausedSince: null });
    expect(answered.messages.map((message) => [message.side, message.text])).toEqual([
      ['contractor', 'Which day?'],
      ['client', 'The 3rd.'],
    ]);
    const proposed = await step(ops, answered, {
      step: 'propose',
      settledCents: 2_200,
      reason: 'Half a shift.',
    });
    expect(proposed.proposal).toMatchObject({ settledCents: 2_200, outcome: 'partly' });
    const closed = await step(finance, proposed, { step: 'agree' });
    expect(closed).toMatchObject({
      status: 'closed',
      outcome: 'partly',
      settledCents: 2_200,
      actions: [],
      resolveBy: null,
    });

    const note = await showCreditNote({
      ctx: as(finance),
      deps: house.deps,
      input: { id: closed.creditNote?.id ?? '' },
    });
    expect(note).toMatchObject({
      totalCents: 2_200,
      gstCents: 200,
      allocatedCents: 2_200,
      remainingCents: 0,
      status: 'applied',
      disputeId: raised.id,
      ofInvoice: { id: invoiceId },
    });
    expect(await show(finance, invoiceId)).toMatchObject({
      disputedCents: 0,
      balanceCents: 14_300,
      status: 'part_paid',
    });
    const events = await house.all`select topic from outbox order by seq desc limit 3`;
    expect(events.map((event) => event.topic).sort()).toEqual([
      'credit_note.changed',
      'dispute.changed',
      'invoice.changed',
    ]);
  });

  it('E13 a rejected dispute is closed with its reason, and no credit', async () => {
    const raised = await raise(await newInvoice(), 1_000);
    const proposed = await step(ops, await step(ops, raised, { step: 'acknowledge' }), {
      step: 'propose',
      settledCents: 0,
      reason: 'The sign-in shows four hours.',
    });
    const escalated = await step(finance, proposed, { step: 'escalate' });
    const closed = await step(ops, await step(ops, escalated, { step: 'mediate' }), {
      step: 'determine',
      settledCents: 0,
      reason: 'As proposed.',
    });
    expect(closed).toMatchObject({ outcome: 'rejected', creditNote: null, settlementReason: 'As proposed.' });
    expect(closed.history.map((event) => event.to)).toEqual([
      'raised',
      'acknowledged',
      'under_review',
      'proposed',
      'escalated',
      'mediation',
      'determined',
      'closed',
    ]);
  });

  it('S62 a line gives back no more than it came to, over any number of disputes, and its GST to the cent', async () => {
    const invoiceId = await newInvoice([10_000, 5_000, 2_505]);
    const before = await show(finance, invoiceId);
    const settleAll = async (lineNo: number, amounts: number[]) => {
      for (const amount of amounts) {
        const raised = await raise(invoiceId, amount, { lineNo });
        const proposed = await step(ops, await step(ops, raised, { step: 'acknowledge' }), {
          step: 'propose',
          settledCents: amount,
          reason: 'Agreed.',
        });
        await step(finance, proposed, { step: 'agree' });
      }
    };
    const totals = before.lines.map((line) => line.netCents + line.gstCents);
    await settleAll(1, [1_000, (totals[0] ?? 0) - 1_000]);
    expect(await code(raise(invoiceId, 1))).toBe('dispute_amount_too_high');
    await settleAll(2, [totals[1] ?? 0]);
    const left = before.totalCents - (totals[0] ?? 0) - (totals[1] ?? 0);
    await settleAll(3, [left]);
    const [sums] = await house.all`
      select sum(total_cents)::int as total, sum(gst_cents)::int as gst from credit_note where of_invoice_id = ${invoiceId}`;
    expect(sums).toEqual({ total: before.totalCents, gst: before.gstCents });
    expect(await show(finance, invoiceId)).toMatchObject({ balanceCents: 0, status: 'paid' });
  });

  it('E13 F6 cents that only the total has belong to the dearest line, and can be given back with it', async () => {
    // 3 + 3 + 4 cents have no GST by the line, and one cent of it together.
    const invoiceId = await newInvoice([3, 4, 3]);
    const before = await show(finance, invoiceId);
    const ofLines = before.lines.reduce((sum, line) => sum + line.netCents + line.gstCents, 0);
    expect(before.totalCents - ofLines).toBe(1);
    const tooHigh = await raise(invoiceId, 4).catch((error: { errors?: { message: string }[] }) => error);
    expect(tooHigh).toMatchObject({
      code: 'dispute_amount_too_high',
      errors: [{ message: expect.stringContaining('belong to line 2') }],
    });
    expect(await code(raise(invoiceId, 6, { lineNo: 2 }))).toBe('dispute_amount_too_high');
    for (const [lineNo, amount] of [
      [1, 3],
      [2, 5],
      [3, 3],
    ] as const) {
      const raised = await raise(invoiceId, amount, { lineNo });
      const proposed = await step(ops, await step(ops, raised, { step: 'acknowledge' }), {
        step: 'propose',
        settledCents: amount,
        reason: 'Agreed.',
      });
      await step(finance, proposed, { step: 'agree' });
    }
    expect(await show(finance, invoiceId)).toMatchObject({ balanceCents: 0 });
    const [sums] = await house.all`
      select sum(total_cents)::int as total, sum(gst_cents)::int as gst from credit_note where of_invoice_id = ${invoiceId}`;
    expect(sums).toEqual({ total: before.totalCents, gst: before.gstCents });
  });

  it('S62 what two disputes name together stays within the line', async () => {
    const invoiceId = await newInvoice();
    const tries = await Promise.all([1, 2, 3, 4].map(() => code(raise(invoiceId, 4_000))));
    expect(tries.sort()).toEqual(['dispute_amount_too_high', 'dispute_amount_too_high', 'none', 'none']);
    expect(await show(finance, invoiceId)).toMatchObject({ disputedCents: 8_000 });
  });

  it('E13 credit above what is still owed stays with the client', async () => {
    const invoiceId = await newInvoice([10_000]);
    const raised = await raise(invoiceId, 11_000);
    const proposed = await step(ops, await step(ops, raised, { step: 'acknowledge' }), {
      step: 'propose',
      settledCents: 11_000,
      reason: 'All of it.',
    });
    const [row] = await house.all`select external_id from invoice where id = ${invoiceId}`;
    await house.push('payments', [
      paymentSample('alpha', 'p-rest', 10_000, [
        { invoiceExternalId: row?.external_id, amountCents: 10_000 },
      ]),
    ]);
    const closed = await step(finance, proposed, { step: 'agree' });
    const note = await showCreditNote({
      ctx: as(finance),
      deps: house.deps,
      input: { id: closed.creditNote?.id ?? '' },
    });
    expect(note).toMatchObject({
      totalCents: 11_000,
      allocatedCents: 1_000,
      remainingCents: 10_000,
      status: 'part_applied',
    });
    expect(await show(finance, invoiceId)).toMatchObject({ balanceCents: 0, status: 'paid' });
  });

  it('S62 two who decide at once decide once', async () => {
    const raised = await raise(await newInvoice(), 3_300);
    const proposed = await step(ops, await step(ops, raised, { step: 'acknowledge' }), {
      step: 'propose',
      settledCents: 3_300,
      reason: 'Yes.',
    });
    const ends = await Promise.all([1, 2, 3].map(() => code(step(finance, proposed, { step: 'agree' }))));
    expect(ends.sort()).toEqual(['conflict', 'conflict', 'none']);
    expect(await house.all`select 1 from credit_note where external_id = ${raised.id}`).toHaveLength(1);
  });

  it('S40 refuses the step of the other side, a stale version, and whoever may only read', async () => {
    const raised = await raise(await newInvoice(), 100);
    expect(await code(step(finance, raised, { step: 'acknowledge' }))).toBe('dispute_step_refused');
    expect(await code(step(ops, { ...raised, version: 9 }, { step: 'acknowledge' }))).toBe('conflict');
    const viewer = { ...finance, capabilities: ['invoices:read'] };
    expect(await code(step(viewer, raised, { step: 'withdraw' }))).toBe('forbidden');
    expect(
      (await showDispute({ ctx: as(viewer), deps: house.deps, input: { id: raised.id } })).actions,
    ).toEqual([]);
    for (const id of [raised.id, v7()])
      expect(await code(showDispute({ ctx: as(stranger), deps: house.deps, input: { id } }))).toBe(
        'not_found',
      );
    expect((await step(finance, raised, { step: 'withdraw' })).outcome).toBe('withdrawn');
  });

  it('S46 keeps evidence for its dispute, and refuses what is not what it says', async () => {
    const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);
    const upload = (scope: Scope, contentType: string, bytes: Uint8Array) =>
      uploadEvidence({
        ctx: as(scope),
        deps: house.deps,
        input: { fileName: '../a b"\r\n.png', contentType, bytes },
      });
    expect(await code(upload(finance, 'application/pdf', png))).toBe('unsupported_media_type');
    expect(await code(upload(finance, 'image/png', new Uint8Array()))).toBe('invalid_request');
    const file = await upload(finance, 'image/png', png);
    const read = (scope: Scope) =>
      readEvidenceFile({ ctx: as(scope), deps: house.deps, input: { id: file.id } });
    // Before it is attached only its sender sees it, and nobody else can attach it.
    expect([await code(read(ops)), await code(read(stranger))]).toEqual(['not_found', 'not_found']);
    const other = personScope(finance.clientId as string, { capabilities: [...finance.capabilities] });
    expect(await code(raise(await newInvoice(), 100, { scope: other, evidenceIds: [file.id] }))).toBe(
      'not_found',
    );
    const raised = await raise(await newInvoice(), 100, { evidenceIds: [file.id] });
    expect(raised.evidence).toMatchObject([{ id: file.id, sizeBytes: png.length }]);
    expect(new Uint8Array((await read(ops)).content)).toEqual(png);
    expect(await code(read(stranger))).toBe('not_found');
  });

  it('E13 lists what is open, page by page, and raises once for one key', async () => {
    const invoiceId = await newInvoice([100_000]);
    const id = v7();
    await raise(invoiceId, 10, { id });
    await raise(invoiceId, 10, { id });
    await raise(invoiceId, 20);
    const list = (input: object) =>
      listDisputes({
        ctx: as(finance),
        deps: house.deps,
        input: { limit: 1, state: 'open', invoiceId, ...input },
      });
    const first = await list({});
    const second = await list({ cursor: first.nextCursor });
    expect([...first.items, ...second.items].map((item) => item.amountCents).sort()).toEqual([10, 20]);
    expect(second.nextCursor).toBeNull();
  });

  it('E13 tells the other side, in both forms alike', async () => {
    const raised = await raise(await newInvoice(), 1_100);
    const mails: Mail[] = [];
    const send = (kind: 'raised' | 'answered', to: 'client' | 'contractor') =>
      sendDisputeMail({
        deps: { ...house.deps, mailer: { send: async (mail) => void mails.push(mail) } },
        log: house.log,
        payload: {
          clientId: finance.clientId as string,
          disputeId: raised.id,
          mailId: 'm1',
          kind,
          to,
          traceId: finance.traceId,
        },
      });
    await send('raised', 'contractor');
    await send('answered', 'client');
    expect(mails.map((mail) => mail.to)).toEqual([house.deps.supplier.email, 'payer@alpha.example']);
    for (const mail of mails) {
      expect(mail.text).toContain('$11.00');
      expect(mail.html).toContain('$11.00');
      expect(mail.subject).toContain(raised.number);
      expect(mail.text).not.toContain('Nobody came');
    }
    const [job] = await house.all`
      select count(*)::int as n from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
      where t.identifier = 'send-dispute-mail'`;
    expect(job?.n).toBeGreaterThan(5);
  });
});
