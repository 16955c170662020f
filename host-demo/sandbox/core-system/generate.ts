import type {
  ClientRow,
  ContractRow,
  CreditNoteRow,
  InvoiceRow,
  PaymentRow,
  SiteRow,
  UserRow,
} from '../../../server/features/sync/sync.contract.ts';
import { abnOf } from './abn.ts';
import { addMonths, monthOf } from './calendar.ts';
import { contractsOf } from './contracts.ts';
import { clientExternalId, siteExternalId } from './external-ids.ts';
import { invoicesOf } from './invoices.ts';
import { type OrganisationSeed, organisations } from './organisations.ts';
import { settle } from './settlement.ts';

/** Everything a core system delivers, one list a dataset. */
export type CoreSystemData = {
  clients: ClientRow[];
  sites: SiteRow[];
  users: UserRow[];
  contracts: ContractRow[];
  invoices: InvoiceRow[];
  'credit-notes': CreditNoteRow[];
  payments: PaymentRow[];
};

export const DEMONSTRATION_SEED = 20_240_701;
const MONTHS = 36;
const MASTER_DATA_AT = '2022-06-20T00:00:00Z';

/**
 * The contractor's books on a day (`YYYY-MM-DD`): two clients and three years of billing. The same seed and day give
 * the same rows; a later day adds to them and changes only what really changed.
 */
export function generate(seed: number, today: string): CoreSystemData {
  const months = Array.from({ length: MONTHS + 1 }, (_, index) => addMonths(monthOf(today), index - MONTHS));
  const billed = organisations.map((organisation) => {
    const issued = months.flatMap((month) => invoicesOf(seed, organisation, month, today));
    return settle(seed, organisation, issued, today);
  });
  return {
    clients: organisations.map(clientOf),
    sites: organisations.flatMap(sitesOf),
    users: organisations.flatMap(usersOf),
    contracts: organisations.flatMap((organisation) =>
      contractsOf(organisation, clientExternalId(organisation)),
    ),
    invoices: billed.flatMap(({ invoices }) => invoices),
    'credit-notes': billed.flatMap(({ creditNotes }) => creditNotes),
    payments: billed.flatMap(({ payments }) => payments),
  };
}

const clientOf = (organisation: OrganisationSeed): ClientRow => ({
  externalId: clientExternalId(organisation),
  sourceUpdatedAt: MASTER_DATA_AT,
  legalName: organisation.legalName,
  tradingName: organisation.tradingName,
  abn: abnOf(organisation.registerNumber),
  gstRegistered: true,
  paymentTermsDays: organisation.paymentTermsDays,
  poRequired: organisation.poRequired,
  brand: organisation.brand,
  postalAddress: organisation.postalAddress,
});

const sitesOf = (organisation: OrganisationSeed): SiteRow[] =>
  organisation.sites.map((site) => ({
    externalId: siteExternalId(site),
    sourceUpdatedAt: MASTER_DATA_AT,
    clientExternalId: clientExternalId(organisation),
    code: site.code,
    name: site.name,
    streetAddress: site.street,
    suburb: site.suburb,
    state: site.state,
    postcode: site.postcode,
    timeZone: site.timeZone,
  }));

const ROLES = ['admin', 'finance', 'quality', 'site', 'viewer'] as const;

function usersOf(organisation: OrganisationSeed): UserRow[] {
  // The site manager answers for three sites in two time zones.
  const [first, second] = organisation.sites;
  const own = [first, second, organisation.sites[10]].flatMap((site) => (site ? [siteExternalId(site)] : []));
  return ROLES.map((role, index) => ({
    externalId: `user-${organisation.code.toLowerCase()}-${role}`,
    sourceUpdatedAt: MASTER_DATA_AT,
    clientExternalId: clientExternalId(organisation),
    email: `${role}@${organisation.emailDomain}`,
    displayName: organisation.people[index] ?? role,
    role,
    siteExternalIds: role === 'site' ? own : null,
    validFrom: null,
    validTo: null,
    active: true,
  }));
}
