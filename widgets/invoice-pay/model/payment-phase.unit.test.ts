import { describe, expect, it } from 'vitest';
import { paymentOf } from '../testing/facts.ts';
import {
  idle,
  isAwaitingBank,
  isUnderWay,
  type PaymentPhase,
  type PaymentStep,
  screenOf,
  step,
} from './payment-phase.ts';

const run = (...steps: PaymentStep[]): PaymentPhase => steps.reduce(step, idle);
const opened = paymentOf(1);
const trouble = { code: 'vendor_unavailable', requestId: 'req-1' };

describe('payment phase', () => {
  it('F6 goes from the confirm screen to success', () => {
    const phase = run(
      { type: 'confirm' },
      { type: 'create' },
      { type: 'read', payment: opened },
      { type: 'send' },
      { type: 'sent' },
      { type: 'read', payment: { ...opened, status: 'succeeded', version: 2, handover: null } },
    );
    expect(phase.name).toBe('succeeded');
  });

  it('F6 a double click is harmless: the second step returns the very same phase', () => {
    const creating = run({ type: 'confirm' }, { type: 'create' });
    expect(step(creating, { type: 'create' })).toBe(creating);
    expect(step(creating, { type: 'leave' })).toBe(creating);
    const sending = run(
      { type: 'confirm' },
      { type: 'create' },
      { type: 'read', payment: opened },
      { type: 'send' },
    );
    expect(step(sending, { type: 'send' })).toBe(sending);
    expect(isUnderWay(sending)).toBe(true);
  });

  it('a refused creation returns to the confirm screen with the reason; a lost answer is unknown', () => {
    const refused = run(
      { type: 'confirm' },
      { type: 'create' },
      { type: 'not_created', trouble, uncertain: false },
    );
    expect(refused).toEqual({ name: 'confirming', trouble });
    const lost = run(
      { type: 'confirm' },
      { type: 'create' },
      { type: 'not_created', trouble, uncertain: true },
    );
    expect(lost).toEqual({ name: 'unknown', payment: null, trouble });
  });

  it('a late reading never moves a payment back, and never one that is over', () => {
    const paid = run(
      { type: 'confirm' },
      { type: 'create' },
      { type: 'read', payment: { ...opened, status: 'succeeded', version: 3 } },
    );
    expect(step(paid, { type: 'read', payment: { ...opened, version: 2 } })).toBe(paid);
    expect(step(paid, { type: 'read', payment: { ...opened, status: 'processing', version: 4 } })).toBe(paid);
  });

  it('E17 a newer reading of a success brings its receipt', () => {
    const paid = run(
      { type: 'confirm' },
      { type: 'create' },
      { type: 'read', payment: { ...opened, status: 'succeeded', version: 3 } },
    );
    const receipt = { id: 'r', number: 'R-1042' };
    const next = step(paid, {
      type: 'read',
      payment: { ...opened, status: 'succeeded', version: 4, receipt },
    });
    expect(next).toMatchObject({ name: 'succeeded', payment: { receipt } });
  });

  it.each(['dishonoured', 'disputed', 'charged_back'] as const)(
    'F6 E11 a success that the bank took back (%s) is no success any more',
    (status) => {
      const paid = run(
        { type: 'confirm' },
        { type: 'create' },
        { type: 'read', payment: { ...opened, status: 'succeeded', version: 3 } },
      );
      const next = step(paid, { type: 'read', payment: { ...opened, status, version: 4 } });
      expect(next).toMatchObject({ name: 'failed', trouble: { code: status } });
      expect(step(paid, { type: 'read', payment: { ...opened, status, version: 2 } })).toBe(paid);
    },
  );

  it('a reading of another payment changes nothing', () => {
    const paying = run({ type: 'confirm' }, { type: 'create' }, { type: 'read', payment: opened });
    expect(step(paying, { type: 'read', payment: paymentOf(2, { status: 'failed', version: 9 }) })).toBe(
      paying,
    );
  });

  it('a reading that still waits for the payer keeps the form that is on the screen', () => {
    const sending = run(
      { type: 'confirm' },
      { type: 'create' },
      { type: 'read', payment: opened },
      { type: 'send' },
    );
    const after = step(sending, { type: 'read', payment: { ...opened, version: 2 } });
    expect(after).toMatchObject({ name: 'paying', sending: true });
  });

  describe('E11 while the bank’s app is awaited', () => {
    const { handover } = opened;
    if (handover?.vendor !== 'stripe') throw new Error('not of Stripe');
    const asked = { ...opened, version: 2, handover: { ...handover, step: 'await_bank' as const } };
    const resumed = run({ type: 'read', payment: asked });

    it('a payment that is come back to waits without a form, on a screen of its own', () => {
      expect(isAwaitingBank(resumed)).toBe(true);
      expect(screenOf(resumed)).not.toBe(screenOf(step(idle, { type: 'read', payment: opened })));
    });

    it('the form that asked stays on the screen until the vendor is done with it', () => {
      const sending = run(
        { type: 'confirm' },
        { type: 'create' },
        { type: 'read', payment: opened },
        { type: 'send' },
        { type: 'read', payment: asked },
      );
      expect(isAwaitingBank(sending)).toBe(false);
      const refused = step(sending, { type: 'not_sent', trouble: { code: 'mandate_declined' } });
      expect(isAwaitingBank(refused)).toBe(false);
    });

    it('an answer that is no yes brings the form back, with the reason', () => {
      const after = step(resumed, { type: 'read', payment: { ...opened, version: 2 } });
      expect(after).toMatchObject({ name: 'paying', trouble: { code: 'mandate_declined' } });
      expect(isAwaitingBank(after)).toBe(false);
    });

    it('a reading without the vendor’s answer changes nothing on the screen', () => {
      const after = step(resumed, { type: 'read', payment: { ...asked, handover: null } });
      expect(isAwaitingBank(after)).toBe(true);
      expect(after).toMatchObject({ trouble: null });
    });
  });

  it('E31 tells initiated from cleared, and a lost outcome from a failure', () => {
    const statuses = ['processing', 'unknown', 'failed', 'cancelled'] as const;
    const names = statuses.map(
      (status) =>
        run(
          { type: 'confirm' },
          { type: 'create' },
          { type: 'read', payment: { ...opened, status, version: 2 } },
        ).name,
    );
    expect(names).toEqual(['processing', 'unknown', 'failed', 'failed']);
  });

  it('what is unknown can still turn out well', () => {
    const unknown = run(
      { type: 'confirm' },
      { type: 'create' },
      { type: 'read', payment: { ...opened, status: 'unknown', version: 2 } },
    );
    const after = step(unknown, { type: 'read', payment: { ...opened, status: 'succeeded', version: 3 } });
    expect(after.name).toBe('succeeded');
  });

  it('a decline at the form stays at the form', () => {
    const declined = run(
      { type: 'confirm' },
      { type: 'create' },
      { type: 'read', payment: opened },
      { type: 'send' },
      { type: 'not_sent', trouble: { code: 'card_declined', said: 'Your card was declined.' } },
    );
    expect(declined).toMatchObject({ name: 'paying', sending: false, trouble: { code: 'card_declined' } });
  });
});
