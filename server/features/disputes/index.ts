export { disputesJobs } from './disputes.jobs.ts';
export { disputeRoutes } from './disputes.routes.ts';
