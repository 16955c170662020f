import type { Operation } from './account.ts';
import { listBalanceTransactions, retrieveBalanceTransaction } from './balance.ts';
import { listCharges, retrieveCharge } from './charges.ts';
import { createCustomer, listCustomers, retrieveCustomer, updateCustomer } from './customers.ts';
import { listDisputes, retrieveDispute } from './disputes.ts';
import { listEvents, retrieveEvent } from './events.ts';
import { retrieveMandate } from './mandates.ts';
import {
  cancelPaymentIntent,
  capturePaymentIntent,
  confirmPaymentIntent,
  createPaymentIntent,
  listPaymentIntents,
  retrievePaymentIntent,
  updatePaymentIntent,
} from './payment-intents.ts';
import {
  attachPaymentMethod,
  createPaymentMethod,
  detachPaymentMethod,
  listCustomerPaymentMethods,
  listPaymentMethods,
  retrievePaymentMethod,
} from './payment-methods.ts';
import { retrievePayout } from './payouts.ts';
import { createRefund, listRefunds, retrieveRefund } from './refunds.ts';
import {
  cancelSetupIntent,
  confirmSetupIntent,
  createSetupIntent,
  retrieveSetupIntent,
} from './setup-intents.ts';
import { createWebhookEndpoint, listWebhookEndpoints, retrieveWebhookEndpoint } from './webhook-endpoints.ts';

export type Route = {
  method: 'GET' | 'POST';
  /** Below `/v1`; `:id` stands for an id. */
  path: string;
  operation: Operation;
  /** Open to publishable keys. */
  publishable?: boolean;
};

export const routes: readonly Route[] = [
  { method: 'POST', path: '/payment_intents', operation: createPaymentIntent },
  { method: 'GET', path: '/payment_intents', operation: listPaymentIntents },
  { method: 'GET', path: '/payment_intents/:id', operation: retrievePaymentIntent, publishable: true },
  { method: 'POST', path: '/payment_intents/:id', operation: updatePaymentIntent },
  {
    method: 'POST',
    path: '/payment_intents/:id/confirm',
    operation: confirmPaymentIntent,
    publishable: true,
  },
  { method: 'POST', path: '/payment_intents/:id/cancel', operation: cancelPaymentIntent },
  { method: 'POST', path: '/payment_intents/:id/capture', operation: capturePaymentIntent },
  { method: 'POST', path: '/setup_intents', operation: createSetupIntent },
  { method: 'GET', path: '/setup_intents/:id', operation: retrieveSetupIntent, publishable: true },
  { method: 'POST', path: '/setup_intents/:id/confirm', operation: confirmSetupIntent, publishable: true },
  { method: 'POST', path: '/setup_intents/:id/cancel', operation: cancelSetupIntent },
  { method: 'GET', path: '/charges', operation: listCharges },
  { method: 'GET', path: '/charges/:id', operation: retrieveCharge },
  { method: 'POST', path: '/refunds', operation: createRefund },
  { method: 'GET', path: '/refunds', operation: listRefunds },
  { method: 'GET', path: '/refunds/:id', operation: retrieveRefund },
  { method: 'GET', path: '/disputes', operation: listDisputes },
  { method: 'GET', path: '/disputes/:id', operation: retrieveDispute },
  { method: 'GET', path: '/balance_transactions', operation: listBalanceTransactions },
  { method: 'GET', path: '/balance_transactions/:id', operation: retrieveBalanceTransaction },
  { method: 'GET', path: '/payouts/:id', operation: retrievePayout },
  { method: 'POST', path: '/customers', operation: createCustomer },
  { method: 'GET', path: '/customers', operation: listCustomers },
  { method: 'GET', path: '/customers/:id', operation: retrieveCustomer },
  { method: 'POST', path: '/customers/:id', operation: updateCustomer },
  { method: 'GET', path: '/customers/:id/payment_methods', operation: listCustomerPaymentMethods },
  { method: 'POST', path: '/payment_methods', operation: createPaymentMethod, publishable: true },
  { method: 'GET', path: '/payment_methods', operation: listPaymentMethods },
  { method: 'GET', path: '/payment_methods/:id', operation: retrievePaymentMethod },
  { method: 'POST', path: '/payment_methods/:id/attach', operation: attachPaymentMethod },
  { method: 'POST', path: '/payment_methods/:id/detach', operation: detachPaymentMethod },
  { method: 'GET', path: '/mandates/:id', operation: retrieveMandate },
  { method: 'GET', path: '/events', operation: listEvents },
  { method: 'GET', path: '/events/:id', operation: retrieveEvent },
  { method: 'POST', path: '/webhook_endpoints', operation: createWebhookEndpoint },
  { method: 'GET', path: '/webhook_endpoints', operation: listWebhookEndpoints },
  { method: 'GET', path: '/webhook_endpoints/:id', operation: retrieveWebhookEndpoint },
];
