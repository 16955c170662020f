import type { ClientRow, SiteRow } from '../../../server/features/sync/sync.contract.ts';

export type SiteSeed = {
  code: string;
  name: string;
  street: string;
  suburb: string;
  state: SiteRow['state'];
  postcode: string;
  timeZone: string;
  /** Cleaned floor area; fees grow with it. */
  squareMetres: number;
  guarded: boolean;
};

export type OrganisationSeed = {
  code: string;
  legalName: string;
  tradingName: string;
  registerNumber: string;
  brand: ClientRow['brand'];
  emailDomain: string;
  paymentTermsDays: number;
  poRequired: boolean;
  postalAddress: string[];
  /** Named by role, in the order admin, finance, quality, site, viewer. */
  people: [string, string, string, string, string];
  sites: SiteSeed[];
};

const site = (
  code: string,
  name: string,
  street: string,
  locality: `${string}, ${SiteRow['state']} ${string}`,
  timeZone: string,
  squareMetres: number,
  guarded = false,
): SiteSeed => {
  const [suburb = '', rest = ''] = locality.split(', ');
  const [state, postcode = ''] = rest.split(' ');
  if (!isState(state)) throw new Error(`${locality} names no state.`);
  return {
    code,
    name,
    street,
    suburb,
    state,
    postcode,
    timeZone: `Australia/${timeZone}`,
    squareMetres,
    guarded,
  };
};

const STATES: readonly SiteRow['state'][] = ['ACT', 'NSW', 'NT', 'QLD', 'SA', 'TAS', 'VIC', 'WA'];
const isState = (text: string | undefined): text is SiteRow['state'] =>
  STATES.some((state) => state === text);

export const organisations: readonly OrganisationSeed[] = [
  {
    code: 'HV',
    legalName: 'Harbourview Property Group Pty Ltd',
    tradingName: 'Harbourview Property Group',
    registerNumber: '604118273',
    brand: 'harbourview',
    emailDomain: 'harbourview.example',
    paymentTermsDays: 30,
    poRequired: true,
    postalAddress: ['Accounts payable', 'Level 11, 88 Quay Street', 'Haymarket NSW 2000'],
    people: ['Priya Raman', 'Marcus Webb', 'Helen Tsoukalas', 'Jarrah Collins', 'Sophie Lindqvist'],
    sites: [
      site('HV01', 'Quay Street Tower', '88 Quay Street', 'Haymarket, NSW 2000', 'Sydney', 21_500, true),
      site(
        'HV02',
        'Parramatta Exchange',
        '41 Macquarie Street',
        'Parramatta, NSW 2150',
        'Sydney',
        14_200,
        true,
      ),
      site('HV03', 'Macquarie Park Campus', '12 Waterloo Road', 'Macquarie Park, NSW 2113', 'Sydney', 17_800),
      site('HV04', 'Newcastle Dockside', '27 Honeysuckle Drive', 'Newcastle, NSW 2300', 'Sydney', 6_400),
      site('HV05', 'Collins West', '606 Collins Street', 'Melbourne, VIC 3000', 'Melbourne', 19_300, true),
      site('HV06', 'Southbank Promenade', '55 City Road', 'Southbank, VIC 3006', 'Melbourne', 11_700),
      site('HV07', 'Geelong Woolworks', '18 Brougham Street', 'Geelong, VIC 3220', 'Melbourne', 5_900),
      site(
        'HV08',
        'Eagle Street Plaza',
        '145 Eagle Street',
        'Brisbane City, QLD 4000',
        'Brisbane',
        16_100,
        true,
      ),
      site('HV09', 'Valley Lofts', '930 Ann Street', 'Fortitude Valley, QLD 4006', 'Brisbane', 4_800),
      site('HV10', 'Robina Offices', '7 Centreline Place', 'Robina, QLD 4226', 'Brisbane', 5_200),
      site('HV11', 'Grenfell House', '91 Grenfell Street', 'Adelaide, SA 5000', 'Adelaide', 9_600, true),
      site('HV12', 'Port Adelaide Wharf', '14 Lipson Street', 'Port Adelaide, SA 5015', 'Adelaide', 3_700),
    ],
  },
  {
    code: 'NH',
    legalName: 'Northside Health Network Ltd',
    tradingName: 'Northside Health Network',
    registerNumber: '612907438',
    brand: 'northside',
    emailDomain: 'northside.example',
    paymentTermsDays: 21,
    poRequired: false,
    postalAddress: ['Shared services, accounts payable', 'PO Box 1180', 'Joondalup WA 6919'],
    people: ['David Nguyen', 'Amelia Forbes', 'Tom Okafor', 'Keira Donnelly', 'Rohan Mehta'],
    sites: [
      site(
        'NH01',
        'Northside General Hospital',
        '230 Grand Boulevard',
        'Joondalup, WA 6027',
        'Perth',
        24_600,
        true,
      ),
      site('NH02', 'Subiaco Day Surgery', '66 Hay Street', 'Subiaco, WA 6008', 'Perth', 4_300, true),
      site('NH03', 'Fremantle Community Clinic', '9 Wray Avenue', 'Fremantle, WA 6160', 'Perth', 2_600),
      site('NH04', 'Mandurah Health Hub', '21 Pinjarra Road', 'Mandurah, WA 6210', 'Perth', 5_100),
      site('NH05', 'Darwin Family Health', '48 Smith Street', 'Darwin City, NT 0800', 'Darwin', 3_400, true),
      site('NH06', 'Palmerston Clinic', '11 Temple Terrace', 'Palmerston City, NT 0830', 'Darwin', 2_200),
      site('NH07', 'Alice Springs Renal Unit', '5 Gap Road', 'Alice Springs, NT 0870', 'Darwin', 1_900),
      site('NH08', 'Preston Specialist Centre', '312 High Street', 'Preston, VIC 3072', 'Melbourne', 4_700),
      site(
        'NH09',
        'Epping Rehabilitation Hospital',
        '180 Cooper Street',
        'Epping, VIC 3076',
        'Melbourne',
        12_400,
        true,
      ),
      site(
        'NH10',
        'Ballarat Imaging',
        '27 Drummond Street North',
        'Ballarat Central, VIC 3350',
        'Melbourne',
        1_700,
      ),
      site('NH11', 'Hobart Pathology', '73 Argyle Street', 'Hobart, TAS 7000', 'Hobart', 2_900),
      site(
        'NH12',
        'Launceston Aged Care',
        '34 Frankland Street',
        'Launceston, TAS 7250',
        'Hobart',
        6_800,
        true,
      ),
    ],
  },
];
