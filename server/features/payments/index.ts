export { paymentsCron, paymentsJobs } from './payments.jobs.ts';
export { paymentRoutes } from './payments.routes.ts';
export { webhookRoutes } from './webhook.routes.ts';
