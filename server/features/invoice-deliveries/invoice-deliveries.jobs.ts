import type { Logger } from 'pino';
import { type DeliveryDeps, deliverInvoices } from './deliver-invoices.ts';

/** Every minute: an invoice is in its payer's mail soon after the core system delivered it. */
export const invoiceDeliveriesCron = (deps: DeliveryDeps) => ({
  'deliver-invoices': {
    match: '* * * * *',
    run: async (log: Logger, traceId: string) => {
      const count = await deliverInvoices({ deps, log, traceId });
      if (count > 0) log.info({ count }, 'invoices were mailed');
    },
  },
});
