export { remittanceRoutes } from './remittances.routes.ts';
