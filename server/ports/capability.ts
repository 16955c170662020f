/** What a role may do. The table of roles (features/identity/roles.ts) grants these; policies in the database read them. */
export const capabilities = [
  'invoices:read',
  'invoices:pay',
  'methods:manage',
  'disputes:raise',
  'disputes:settle',
  'contracts:read',
  'sites:read',
  'audit:read',
  'users:manage',
  'bank:manage',
  'reconciliation:manage',
] as const;
export type Capability = (typeof capabilities)[number];

/** About what no client owns: only the contractor's own people hold them, and no client has to be chosen. */
export const houseCapabilities: readonly Capability[] = ['bank:manage', 'reconciliation:manage'];
