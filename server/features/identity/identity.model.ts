import type { Scope } from '../../db/scope.ts';
import type { Capability } from '../../ports/capability.ts';
import {
  type ClientRole,
  type ContractorRole,
  clientRoleCapabilities,
  contractorRoleCapabilities,
  widgetCapabilities,
  widgetNames,
} from './roles.ts';

export type Person = {
  userId: string;
  email: string;
  displayName: string;
  kind: 'client' | 'contractor';
  contractorRole: ContractorRole | null;
};

export type Membership = {
  clientId: string;
  role: ClientRole;
  /** Null: every site of the client. */
  siteIds: readonly string[] | null;
  validFrom: Date | null;
  validTo: Date | null;
};

/** What an embed token allows at the most. */
export type Confinement = { widgets: readonly string[]; siteIds: readonly string[] | null };

export const isOpen = (membership: Membership, now: Date): boolean =>
  (membership.validFrom === null || membership.validFrom <= now) &&
  (membership.validTo === null || now < membership.validTo);

/** The scope of a client's person: role x sites x window, narrowed by the confinement of an embed token. */
export function scopeOfMember(
  person: Person,
  membership: Membership,
  traceId: string,
  confinement?: Confinement,
): Scope {
  const granted = clientRoleCapabilities[membership.role];
  const capabilities = confinement
    ? granted.filter((item) => neededBy(confinement.widgets).has(item))
    : granted;
  return {
    clientId: membership.clientId,
    actor: { kind: 'user', id: person.userId, name: person.displayName },
    capabilities,
    siteIds: intersect(membership.siteIds, confinement?.siteIds ?? null),
    validUntil: membership.validTo,
    house: false,
    traceId,
  };
}

/** The contractor's people look at one client at a time. */
export function scopeOfContractor(person: Person, actingClientId: string | null, traceId: string): Scope {
  return {
    clientId: actingClientId,
    actor: { kind: 'user', id: person.userId, name: person.displayName },
    capabilities: person.contractorRole ? contractorRoleCapabilities[person.contractorRole] : [],
    siteIds: 'all',
    validUntil: null,
    house: true,
    traceId,
  };
}

function neededBy(widgets: readonly string[]): Set<Capability> {
  return new Set(
    widgetNames.filter((name) => widgets.includes(name)).flatMap((name) => [...widgetCapabilities[name]]),
  );
}

function intersect(own: readonly string[] | null, asked: readonly string[] | null): Scope['siteIds'] {
  if (asked === null) return own ?? 'all';
  if (own === null) return asked;
  return asked.filter((siteId) => own.includes(siteId));
}
