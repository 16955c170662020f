export { createMetrics, type Metrics } from './metrics.ts';
export { monitoringRoutes } from './monitoring.routes.ts';
