import { type Capability, houseCapabilities } from '../../ports/capability.ts';

export const clientRoles = ['admin', 'finance', 'quality', 'site', 'viewer'] as const;
export type ClientRole = (typeof clientRoles)[number];
export const contractorRoles = ['ops', 'admin'] as const;
export type ContractorRole = (typeof contractorRoles)[number];

/** The one table of who may do what among a client's people. */
export const clientRoleCapabilities: Record<ClientRole, readonly Capability[]> = {
  admin: [
    'invoices:read',
    'invoices:pay',
    'methods:manage',
    'disputes:raise',
    'contracts:read',
    'sites:read',
    'audit:read',
    'users:manage',
  ],
  finance: [
    'invoices:read',
    'invoices:pay',
    'methods:manage',
    'disputes:raise',
    'contracts:read',
    'sites:read',
  ],
  quality: ['contracts:read', 'sites:read'],
  site: ['contracts:read', 'sites:read'],
  viewer: ['invoices:read', 'contracts:read', 'sites:read'],
};

/** The contractor's own people look at one client at a time and pay nothing on its behalf. */
export const contractorRoleCapabilities: Record<ContractorRole, readonly Capability[]> = {
  ops: [
    'invoices:read',
    'disputes:settle',
    'contracts:read',
    'sites:read',
    'audit:read',
    ...houseCapabilities,
  ],
  admin: [
    'invoices:read',
    'disputes:settle',
    'contracts:read',
    'sites:read',
    'audit:read',
    'users:manage',
    ...houseCapabilities,
  ],
};

/** What an embedded widget needs; its token can do no more, whatever its user may do elsewhere. */
export const widgetCapabilities = {
  'invoice-pay': ['invoices:read', 'invoices:pay', 'methods:manage', 'disputes:raise', 'sites:read'],
} as const satisfies Record<string, readonly Capability[]>;

export const widgetNames = Object.keys(widgetCapabilities) as (keyof typeof widgetCapabilities)[];
export type WidgetName = keyof typeof widgetCapabilities;
