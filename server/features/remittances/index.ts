export { remittanceRoutes } from './remittances.routes.ts';
export { releaseRemittance, settleRemittances } from './settle-remittances.ts';
