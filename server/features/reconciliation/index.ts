export { reconciliationCron, reconciliationJobs } from './reconciliation.jobs.ts';
export { reconciliationRoutes } from './reconciliation.routes.ts';
