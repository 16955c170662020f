/** What a role may do. The table of roles (features/identity/roles.ts) grants these; policies in the database read them. */
export const capabilities = [
  'invoices:read',
  'invoices:pay',
  'contracts:read',
  'sites:read',
  'audit:read',
  'users:manage',
] as const;
export type Capability = (typeof capabilities)[number];
