export { findUser } from './asker.repository.ts';
export { checkUse } from './check-use.ts';
export { applyMethodNews, type MethodNews, readNamedMethod } from './follow-event.ts';
export { paymentMethodsCron } from './payment-methods.jobs.ts';
export type { User } from './payment-methods.model.ts';
export { findMethod, findSaved, type MethodRow } from './payment-methods.repository.ts';
export { paymentMethodRoutes } from './payment-methods.routes.ts';
