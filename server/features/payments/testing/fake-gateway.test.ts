import { gatewayContract } from '../../../integrations/payment-gateway.suite.ts';
import { createFakeGateway } from './fake-gateway.ts';

gatewayContract('the stand-in of the tests', async () => {
  const gateway = createFakeGateway();
  const events = new Map<string, ReturnType<typeof gateway.eventOf>[]>();
  const note = (ref: string) => events.set(ref, [...(events.get(ref) ?? []), gateway.eventOf(ref)]);
  let hushed: 'none' | 'unknown_before_effect' | 'unknown_after_effect' = 'none';
  return {
    gateway: {
      ...gateway,
      create: async (order) => {
        gateway.outage.create = hushed;
        hushed = 'none';
        return gateway.create(order).finally(() => {
          gateway.outage.create = 'none';
        });
      },
    },
    capture: async (ref) => {
      gateway.succeed(ref);
      note(ref);
    },
    decline: async (ref) => {
      gateway.decline(ref);
    },
    refund: async (ref, cents) => {
      gateway.refund(ref, cents);
      note(ref);
    },
    dispute: async (ref, to) => {
      gateway.dispute(ref, to);
      note(ref);
    },
    debit: {
      pay: async (ref) => {
        gateway.process(ref);
      },
      clear: async (ref) => {
        gateway.succeed(ref);
      },
      dishonour: async (ref) => {
        gateway.dishonour(ref);
      },
    },
    hush: async (_call, effect) => {
      hushed = `unknown_${effect}`;
    },
    events: async (ref) => events.get(ref) ?? [],
    close: async () => {},
  };
});
