export type { ChainHead } from './audit-log.model.ts';
export { verifyAudit } from './verify-audit.ts';
