import type { ContractRow } from '../../../server/features/sync/sync.contract.ts';
import { tenThousandths } from './amounts.ts';
import { siteExternalId } from './external-ids.ts';
import type { OrganisationSeed, SiteSeed } from './organisations.ts';
import { cleaningFee, hourly } from './rates.ts';

const STARTED = '2022-07-01';
const GUARD_HOURS_A_YEAR = 4_400n;

/** The number of the contract under which a site is cleaned. */
export const cleaningContract = (organisation: OrganisationSeed, site: SiteSeed): string =>
  `FFS-${organisation.code}-CLN-${site.state}`;

export const guardingContract = (organisation: OrganisationSeed): string => `FFS-${organisation.code}-SEC`;

/** One cleaning contract a state and one for guarding; the smallest state's runs on in holdover. */
export function contractsOf(organisation: OrganisationSeed, clientExternalId: string): ContractRow[] {
  const states = [...new Set(organisation.sites.map((site) => site.state))];
  const guarded = organisation.sites.filter((site) => site.guarded);
  const cleaning = states.map((state, index): ContractRow => {
    const sites = organisation.sites.filter((site) => site.state === state);
    const isLast = index === states.length - 1;
    return {
      externalId: `contract-${organisation.code}-cln-${state.toLowerCase()}`,
      sourceUpdatedAt: `${STARTED}T00:00:00Z`,
      clientExternalId,
      number: `FFS-${organisation.code}-CLN-${state}`,
      title: `Contract cleaning, ${state}`,
      startsOn: STARTED,
      endsOn: isLast ? '2026-06-30' : '2027-06-30',
      status: isLast ? 'holdover' : 'active',
      siteExternalIds: sites.map(siteExternalId),
      annualValueCents: sites.reduce((sum, site) => sum + yearlyCents(cleaningFee(site), 12n), 0),
    };
  });
  return [
    ...cleaning,
    {
      externalId: `contract-${organisation.code}-sec`,
      sourceUpdatedAt: `${STARTED}T00:00:00Z`,
      clientExternalId,
      number: guardingContract(organisation),
      title: 'Security guarding',
      startsOn: STARTED,
      endsOn: '2027-06-30',
      status: 'active',
      siteExternalIds: guarded.map(siteExternalId),
      annualValueCents: guarded.length * yearlyCents(hourly.guardWeekday, GUARD_HOURS_A_YEAR),
    },
  ];
}

const yearlyCents = (price: string, times: bigint): number => Number((tenThousandths(price) * times) / 100n);
