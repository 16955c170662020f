import { dayCounts, lastDayOf, monthName } from './calendar.ts';
import { cleaningContract, guardingContract } from './contracts.ts';
import type { LineDraft, RoundingMethod } from './documents.ts';
import { siteExternalId } from './external-ids.ts';
import type { OrganisationSeed, SiteSeed } from './organisations.ts';
import { type Random, randomFor } from './random.ts';
import { cleaningFee, hourly, priceIn } from './rates.ts';
import { workbillLines } from './workbills.ts';

/** An invoice before it has a number: what the contractor bills on a day. */
export type Bill = {
  issuedOn: string;
  method: RoundingMethod;
  lines: LineDraft[];
  contractNumber: string | null;
};

/** Everything billed to a client for one month, in the order it is issued. */
export function billsOf(seed: number, organisation: OrganisationSeed, month: string): Bill[] {
  const random = (kind: string): Random => randomFor(seed, organisation.code, month, kind);
  const bills = [
    ...consumables(organisation, month, random('consumables')),
    ...periodicals(organisation, month),
    ...workbills(organisation, month, random('workbills')),
    ...cleaning(organisation, month, random('cleaning')),
    ...guarding(organisation, month, random('guarding')),
  ];
  return bills.sort((one, other) => one.issuedOn.localeCompare(other.issuedOn));
}

/** Large sites get an invoice each; the small ones share one. */
function cleaning(organisation: OrganisationSeed, month: string, random: Random): Bill[] {
  const bySize = [...organisation.sites].sort((one, other) => other.squareMetres - one.squareMetres);
  const groups = [...bySize.slice(0, 8).map((site) => [site]), bySize.slice(8)];
  return groups.map((sites) => ({
    issuedOn: lastDayOf(month),
    method: 'total',
    contractNumber: common(sites.map((site) => cleaningContract(organisation, site))),
    lines: sites.flatMap((site) => cleaningLines(organisation, site, month, random)),
  }));
}

function cleaningLines(
  organisation: OrganisationSeed,
  site: SiteSeed,
  month: string,
  random: Random,
): LineDraft[] {
  const about = {
    siteExternalId: siteExternalId(site),
    contractNumber: cleaningContract(organisation, site),
  };
  const lines: LineDraft[] = [
    {
      ...about,
      description: `Contract cleaning, ${monthName(month)}: ${site.name}`,
      quantity: '1',
      unit: 'month',
      unitPrice: priceIn(month, cleaningFee(site)),
    },
  ];
  if (site.squareMetres > 9_000) {
    lines.push({
      ...about,
      description: `Day porter, ${monthName(month)}`,
      quantity: `${dayCounts(month).weekdays * 4 + random.between(-6, 6)}.${random.pick(['0', '25', '5', '75'])}`,
      unit: 'h',
      unitPrice: priceIn(month, hourly.dayPorter),
    });
  }
  lines.push({
    ...about,
    description: 'Washroom hygiene service',
    quantity: String(Math.ceil(site.squareMetres / 420)),
    unit: 'unit',
    unitPrice: priceIn(month, '18.45'),
  });
  return lines;
}

function guarding(organisation: OrganisationSeed, month: string, random: Random): Bill[] {
  const guarded = organisation.sites.filter((site) => site.guarded);
  const groups = [guarded.slice(0, 1), guarded.slice(1)];
  const { weekdays, saturdays, sundays } = dayCounts(month);
  return groups.map((sites) => ({
    issuedOn: lastDayOf(month),
    method: 'total',
    contractNumber: guardingContract(organisation),
    lines: sites.flatMap((site): LineDraft[] => {
      const about = {
        siteExternalId: siteExternalId(site),
        contractNumber: guardingContract(organisation),
        unit: 'h',
      };
      const quarter = (): string => random.pick(['0', '25', '5', '75']);
      return [
        {
          ...about,
          description: `Security officer, weekdays: ${site.name}`,
          quantity: `${weekdays * 8}.${quarter()}`,
          unitPrice: priceIn(month, hourly.guardWeekday),
        },
        {
          ...about,
          description: `Security officer, nights: ${site.name}`,
          quantity: `${weekdays * 4 + random.between(0, 9)}.${quarter()}`,
          unitPrice: priceIn(month, hourly.guardNight),
        },
        {
          ...about,
          description: `Security officer, Saturdays: ${site.name}`,
          quantity: `${saturdays * 8}`,
          unitPrice: priceIn(month, hourly.guardSaturday),
        },
        {
          ...about,
          description: `Security officer, Sundays: ${site.name}`,
          quantity: `${sundays * 8}`,
          unitPrice: priceIn(month, hourly.guardSunday),
        },
      ];
    }),
  }));
}

/** Goods from the stores system, which rounds each line; water and sunscreen are GST-free (Division 38). */
function consumables(organisation: OrganisationSeed, month: string, random: Random): Bill[] {
  const half = Math.ceil(organisation.sites.length / 2);
  const groups = [organisation.sites.slice(0, half), organisation.sites.slice(half)];
  return groups.map((sites, index) => ({
    issuedOn: `${month}-${index === 0 ? '18' : '20'}`,
    method: 'line',
    contractNumber: null,
    lines: sites
      .filter(() => random.chance(0.7))
      .concat(sites.slice(0, 1))
      .filter((site, place, all) => all.indexOf(site) === place)
      .flatMap((site): LineDraft[] => {
        const about = { siteExternalId: siteExternalId(site) };
        const size = Math.max(1, Math.round(site.squareMetres / 2_500));
        return [
          {
            ...about,
            description: `Paper towel and toilet tissue, carton: ${site.name}`,
            quantity: String(size * 3 + random.between(0, 4)),
            unit: 'carton',
            unitPrice: priceIn(month, '47.33'),
          },
          {
            ...about,
            description: `Hand soap refill, 1 L: ${site.name}`,
            quantity: String(size * 6 + random.between(0, 9)),
            unit: 'each',
            unitPrice: priceIn(month, '11.95'),
          },
          {
            ...about,
            description: random.chance(0.6)
              ? `Drinking water, 15 L bottle: ${site.name}`
              : `Sunscreen SPF 50+, 1 L pump: ${site.name}`,
            quantity: String(random.between(2, 12)),
            unit: 'each',
            unitPrice: priceIn(month, '16.85'),
            gstCode: 'FRE',
          },
        ];
      }),
  }));
}

/** Windows, carpets and hard floors, each state in its month of the quarter. */
function periodicals(organisation: OrganisationSeed, month: string): Bill[] {
  const states = [...new Set(organisation.sites.map((site) => site.state))];
  const turn = Number(month.slice(5)) % 3;
  return states
    .filter((_state, index) => index % 3 === turn || (turn === 2 && index === states.length - 1))
    .map((state) => {
      const sites = organisation.sites.filter((site) => site.state === state);
      return {
        issuedOn: `${month}-15`,
        method: 'total',
        contractNumber: common(sites.map((site) => cleaningContract(organisation, site))),
        lines: sites.flatMap((site): LineDraft[] => {
          const about = {
            siteExternalId: siteExternalId(site),
            contractNumber: cleaningContract(organisation, site),
          };
          return [
            {
              ...about,
              description: `Window cleaning, internal and external: ${site.name}`,
              quantity: `${Math.ceil(site.squareMetres / 600)}.5`,
              unit: 'h',
              unitPrice: priceIn(month, hourly.window),
            },
            {
              ...about,
              description: `Carpet steam cleaning: ${site.name}`,
              quantity: String(Math.round(site.squareMetres * 0.31)),
              unit: 'm2',
              unitPrice: priceIn(month, '1.1275'),
            },
          ];
        }),
      };
    });
}

function workbills(organisation: OrganisationSeed, month: string, random: Random): Bill[] {
  return Array.from({ length: random.between(1, 3) }, (_, index) => {
    const day = String(random.between(3, 27)).padStart(2, '0');
    const [first, ...others] = organisation.sites;
    if (!first) throw new Error(`${organisation.tradingName} has no sites.`);
    const site = random.pick([first, ...others]);
    return {
      issuedOn: `${month}-${day}`,
      method: 'line',
      contractNumber: null,
      lines: workbillLines(organisation, site, month, index, random),
    };
  });
}

/** The one value they all share, or `null`. */
const common = (values: string[]): string | null => (new Set(values).size === 1 ? (values[0] ?? null) : null);
