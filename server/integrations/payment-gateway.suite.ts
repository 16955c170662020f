import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type GatewayEvent,
  type GatewayPayment,
  GatewayRefused,
  GatewayUnknown,
  type PaymentGateway,
} from '../ports/payment-gateway.ts';

/** What a payer, a bank and a bad day do at the vendor's end. */
export type GatewayBench = {
  gateway: PaymentGateway;
  /** Where the payer agrees first and `capture` takes the money: the payer agrees. */
  approve?(vendorRef: string): Promise<void>;
  capture(vendorRef: string): Promise<void>;
  /** The payer's bank says no; where `capture` takes the money, it will say so then. */
  decline(vendorRef: string): Promise<void>;
  refund(vendorRef: string, cents: number): Promise<void>;
  /** The payer complains at its bank, or the bank decides; left out by vendors whose payers cannot. */
  dispute?(vendorRef: string, to: 'open' | 'won' | 'lost'): Promise<void>;
  /** A debit of a bank account that succeeds, by its reference, and is taken back. */
  debit?: {
    pay(vendorRef: string): Promise<void>;
    clear(vendorRef: string): Promise<void>;
    dishonour(vendorRef: string): Promise<void>;
  };
  /** The next call of this kind gets no answer, with or without its effect. */
  hush(call: 'create' | 'read', effect: 'before_effect' | 'after_effect'): Promise<void>;
  /** Every event so far about a payment, as the vendor would deliver it. */
  events(vendorRef: string): Promise<{ rawBody: Uint8Array; headers: Headers }[]>;
  close(): Promise<void>;
};

/** The contract of the port: every adapter keeps it, and so does the stand-in that other tests use. */
export function gatewayContract(name: string, open: () => Promise<GatewayBench>): void {
  describe(`payment gateway: ${name}`, () => {
    let bench: GatewayBench;
    beforeAll(async () => {
      bench = await open();
    });
    afterAll(() => bench.close());

    const order = (amountCents = 412_050) => {
      const paymentId = randomUUID();
      return {
        clientId: randomUUID(),
        paymentId,
        rail: bench.gateway.vendor === 'paypal' ? ('paypal' as const) : ('card' as const),
        saved: null,
        payerPresent: true,
        amountCents,
        description: 'Invoices INV-2041, INV-2057',
        idempotencyKey: `foyer-${paymentId}-1`,
        traceId: 'd'.repeat(32),
      };
    };
    const since = () => new Date(Date.now() - 60_000);

    it('makes a payment that waits for its payer, and reads it back', async () => {
      const wanted = order();
      const { payment, handover } = await bench.gateway.create(wanted);
      expect(payment).toEqual({
        vendorRef: expect.any(String),
        state: 'requires_action',
        amountCents: 412_050,
        capturedCents: 0,
        refundedCents: 0,
        dispute: 'none',
        disputedCents: 0,
        dishonoured: false,
        feeCents: null,
        failure: null,
        clientId: wanted.clientId,
        paymentId: wanted.paymentId,
      });
      expect(handover).toMatchObject({
        vendor: bench.gateway.vendor,
        scriptUrl: expect.stringMatching(/^http/),
      });
      expect(await bench.gateway.read(payment.vendorRef)).toEqual({ payment, handover });
    });

    it('makes one payment for one key', async () => {
      const wanted = order();
      const answers = [await bench.gateway.create(wanted), await bench.gateway.create(wanted)];
      expect(answers[0]?.payment.vendorRef).toBe(answers[1]?.payment.vendorRef);
    });

    it('finds a payment by ours, and says null when there is none', async () => {
      const wanted = order();
      const { payment } = await bench.gateway.create(wanted);
      // What waits for an approval holds no money and cannot take any: only what was captured has to be found.
      if (bench.approve) await bench.capture(payment.vendorRef);
      const { payment: now } = await bench.gateway.read(payment.vendorRef);
      expect(await bench.gateway.find({ paymentId: wanted.paymentId, since: since() })).toEqual(now);
      expect(await bench.gateway.find({ paymentId: randomUUID(), since: since() })).toBeNull();
    });

    it('tells of capture and refunds', async () => {
      const { payment } = await bench.gateway.create(order(10_000));
      await bench.capture(payment.vendorRef);
      const captured = { ...payment, state: 'succeeded', capturedCents: 10_000 };
      // What it costs is told by vendors that know it by then.
      const feeCents = expect.toSatisfy((fee: unknown) => fee === null || Number.isSafeInteger(fee));
      expect((await bench.gateway.read(payment.vendorRef)).payment).toEqual({ ...captured, feeCents });
      await bench.refund(payment.vendorRef, 2_500);
      expect((await bench.gateway.read(payment.vendorRef)).payment).toEqual({
        ...captured,
        feeCents,
        refundedCents: 2_500,
      });
    });

    it.each(['won', 'lost'] as const)('tells of a chargeback: open, then %s', async (end) => {
      if (!bench.dispute) return;
      const { payment } = await bench.gateway.create(order(10_000));
      await bench.capture(payment.vendorRef);
      const disputed = async () => (await bench.gateway.read(payment.vendorRef)).payment;
      await bench.dispute(payment.vendorRef, 'open');
      expect(await disputed()).toMatchObject({ dispute: 'open', disputedCents: 10_000, state: 'succeeded' });
      await bench.dispute(payment.vendorRef, end);
      expect(await disputed()).toMatchObject({ dispute: end, capturedCents: 10_000, dishonoured: false });
    });

    it('tells that a debit is under way, that it cleared and that the bank took it back', async () => {
      if (!bench.debit) return;
      const { payment } = await bench.gateway.create({ ...order(10_000), rail: 'becs' });
      const read = async () => (await bench.gateway.read(payment.vendorRef)).payment;
      await bench.debit.pay(payment.vendorRef);
      expect(await read()).toMatchObject({ state: 'processing', capturedCents: 0 });
      await bench.debit.clear(payment.vendorRef);
      expect(await read()).toMatchObject({ state: 'succeeded', capturedCents: 10_000, dishonoured: false });
      await bench.debit.dishonour(payment.vendorRef);
      expect(await read()).toMatchObject({ capturedCents: 10_000, dishonoured: true, dispute: 'none' });
    });

    it('leaves a declined payment open and says why', async () => {
      const { payment } = await bench.gateway.create(order());
      await bench.decline(payment.vendorRef);
      const declined = bench.approve
        ? await bench.gateway.capture(payment.vendorRef, 'declined')
        : (await bench.gateway.read(payment.vendorRef)).payment;
      expect(declined).toMatchObject({
        state: 'requires_action',
        failure: 'card_declined',
        capturedCents: 0,
      });
    });

    it('takes approved money once for one key, and tells how any other payment stands', async () => {
      const { payment } = await bench.gateway.create(order(10_000));
      if (!bench.approve) {
        expect(await bench.gateway.capture(payment.vendorRef, 'key')).toEqual(payment);
        return;
      }
      expect(await bench.gateway.capture(payment.vendorRef, 'early')).toMatchObject({
        state: 'requires_action',
        capturedCents: 0,
      });
      await bench.approve(payment.vendorRef);
      expect((await bench.gateway.read(payment.vendorRef)).payment).toEqual({
        ...payment,
        state: 'approved',
      });
      const keys = ['capture', 'capture', 'another'];
      const taken = [];
      for (const key of keys) taken.push(await bench.gateway.capture(payment.vendorRef, key));
      for (const one of taken) expect(one).toMatchObject({ state: 'succeeded', capturedCents: 10_000 });
    });

    it('cancels, twice the same, and leaves what was captured', async () => {
      const { payment } = await bench.gateway.create(order());
      expect(await bench.gateway.cancel(payment.vendorRef)).toMatchObject({ state: 'cancelled' });
      expect(await bench.gateway.cancel(payment.vendorRef)).toMatchObject({ state: 'cancelled' });
      const { payment: paid } = await bench.gateway.create(order());
      await bench.capture(paid.vendorRef);
      expect(await bench.gateway.cancel(paid.vendorRef)).toMatchObject({
        state: 'succeeded',
        capturedCents: 412_050,
      });
    });

    it('F5 an answer that never comes is unknown; the same key and the list tell', async () => {
      for (const effect of ['after_effect', 'before_effect'] as const) {
        const wanted = order();
        await bench.hush('create', effect);
        await expect(bench.gateway.create(wanted)).rejects.toBeInstanceOf(GatewayUnknown);
        const found = await bench.gateway.find({ paymentId: wanted.paymentId, since: since() });
        if (effect === 'before_effect') expect(found).toBeNull();
        const { payment } = await bench.gateway.create(wanted);
        if (effect === 'after_effect' && found) expect(payment.vendorRef).toBe(found.vendorRef);
        if (!bench.approve) expect(found === null).toBe(effect === 'before_effect');
        expect((await bench.gateway.create(wanted)).payment.vendorRef).toBe(payment.vendorRef);
      }
    });

    it('refuses what does not exist', async () => {
      await expect(bench.gateway.read('pi_there_is_none')).rejects.toBeInstanceOf(GatewayRefused);
    });

    it('reads its signed events, which tell the same as reading', async () => {
      const { payment } = await bench.gateway.create(order(10_000));
      await bench.capture(payment.vendorRef);
      await bench.refund(payment.vendorRef, 10_000);
      const deliveries = await bench.events(payment.vendorRef);
      const seen: GatewayEvent[] = await Promise.all(
        deliveries.map(({ rawBody, headers }) => bench.gateway.readEvent(rawBody, headers, new Date())),
      );
      expect(new Set(seen.map((event) => event.eventId)).size).toBe(seen.length);
      const pictures: GatewayPayment[] = [];
      for (const { payment: picture, vendorRef } of seen) {
        if (picture) pictures.push(picture);
        else if (vendorRef) pictures.push((await bench.gateway.read(vendorRef)).payment);
      }
      expect(
        pictures.every(
          ({ vendorRef, paymentId }) => vendorRef === payment.vendorRef && paymentId === payment.paymentId,
        ),
      ).toBe(true);
      expect(Math.max(...pictures.map(({ capturedCents }) => capturedCents))).toBe(10_000);
      expect(Math.max(...pictures.map(({ refundedCents }) => refundedCents))).toBe(10_000);
      expect(JSON.stringify(seen.map((event) => event.payload))).not.toContain('_secret');
    });
  });
}
