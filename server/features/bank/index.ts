export { bankJobs } from './bank.jobs.ts';
export { bankRoutes } from './bank.routes.ts';
