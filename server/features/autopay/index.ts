export { autopayCron } from './autopay.jobs.ts';
export { autopayRoutes } from './autopay.routes.ts';
