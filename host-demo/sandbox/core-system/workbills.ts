import type { LineDraft } from './documents.ts';
import { siteExternalId } from './external-ids.ts';
import type { OrganisationSeed, SiteSeed } from './organisations.ts';
import type { Random } from './random.ts';
import { hourly, priceIn } from './rates.ts';

type Job = { work: string; material: string; price: string };

const jobs: readonly [Job, ...Job[]] = [
  { work: 'Replace broken door closer, level 2', material: 'Door closer, heavy duty', price: '212.40' },
  { work: 'Clear blocked basin and trap, amenities', material: 'Trap and seals', price: '38.75' },
  { work: 'Spill response and floor restoration, foyer', material: 'Absorbent and sealer', price: '64.19' },
  { work: 'Replace failed emergency light', material: 'LED emergency fitting', price: '148.90' },
  { work: 'Graffiti removal, loading dock', material: 'Solvent and protective coat', price: '87.35' },
  { work: 'Re-key plant room after staff change', material: 'Cylinder and six keys', price: '176.55' },
  { work: 'After-hours clean, tenant function', material: 'Waste bags and liners', price: '22.15' },
  { work: 'Repair leaking tap, kitchenette', material: 'Ceramic cartridge', price: '31.05' },
];

/** Ad-hoc work, billed by its workbill: labour in quarter hours, and what was used. */
export function workbillLines(
  organisation: OrganisationSeed,
  site: SiteSeed,
  month: string,
  index: number,
  random: Random,
): LineDraft[] {
  const job = random.pick(jobs);
  const client = organisation.code === 'HV' ? 1 : 2;
  const workbillNumber = `WB-${month.slice(2, 4)}${month.slice(5)}${client}${index + 1}${random.between(10, 99)}`;
  const about = { siteExternalId: siteExternalId(site), workbillNumber };
  return [
    {
      ...about,
      description: `${job.work}: ${site.name}`,
      quantity: `${random.between(1, 9)}.${random.pick(['0', '25', '5', '75'])}`,
      unit: 'h',
      unitPrice: priceIn(month, hourly.trades),
    },
    {
      ...about,
      description: job.material,
      quantity: String(random.between(1, 4)),
      unit: 'each',
      unitPrice: priceIn(month, job.price),
    },
    { ...about, description: 'Call-out', quantity: '1', unit: 'each', unitPrice: priceIn(month, '85.00') },
  ];
}
