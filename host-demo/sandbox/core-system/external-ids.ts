import type { OrganisationSeed, SiteSeed } from './organisations.ts';

/** Ids as the core system knows them; they never change. */
export const clientExternalId = (organisation: OrganisationSeed): string =>
  `client-${organisation.code.toLowerCase()}`;

export const siteExternalId = (site: SiteSeed): string => `site-${site.code.toLowerCase()}`;
