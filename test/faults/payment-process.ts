import pino from 'pino';
import { v7 as uuidv7 } from 'uuid';
import { createDb } from '../../server/db/db.ts';
import { houseScope, type Scope } from '../../server/db/scope.ts';
import type { Point } from '../../server/features/payments/checkpoint.ts';
import { findOutcome } from '../../server/features/payments/find-outcome.ts';
import { payInvoices } from '../../server/features/payments/pay-invoices.ts';
import type { PaymentRequest } from '../../server/features/payments/payments.contract.ts';
import { supplier, testRails } from '../../server/features/payments/testing/world.ts';
import { createStripeGateway } from '../../server/integrations/stripe/index.ts';
import { createQueue } from '../../server/jobs/queue.ts';

/** One payment step in a process of its own, which kills itself with SIGKILL at the named point. */
export type Errand = {
  step: 'pay' | 'settle';
  point: Point;
  appUrl: string;
  identityUrl: string;
  sandbox: string;
  scope: Scope;
  paymentId: string;
  request: PaymentRequest;
};

const errand = JSON.parse(process.env.ERRAND ?? '{}') as Errand;
const deps = {
  db: createDb({ url: errand.appUrl, max: 2 }),
  identityDb: createDb({ url: errand.identityUrl, max: 1 }),
  clock: { now: () => new Date() },
  ids: { next: () => uuidv7() },
  queue: createQueue(),
  gateways: {
    stripe: createStripeGateway({
      secretKey: 'sk_test_sandbox',
      publishableKey: 'pk_test_sandbox',
      webhookSecrets: ['whsec_test'],
      apiBaseUrl: errand.sandbox,
    }),
  },
  rails: testRails,
  supplier,
};
const reached = (point: Point): void => {
  if (point === errand.point) process.kill(process.pid, 'SIGKILL');
};

if (errand.step === 'pay') {
  const ctx = { scope: errand.scope, log: pino({ level: 'silent' }) };
  await payInvoices({ ctx, deps, input: { id: errand.paymentId, request: errand.request }, reached });
} else {
  const scope = houseScope('settle-payment', errand.scope.traceId, errand.scope.clientId);
  await findOutcome({ deps, scope, paymentId: errand.paymentId, reached });
}
process.exit(0);
