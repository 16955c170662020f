import { createHmac } from 'node:crypto';

/** The three roles that the server signs in with; none owns a table or bypasses row-level security. */
export const roles = ['foyer_app', 'foyer_identity', 'foyer_jobs'] as const;
export type Role = (typeof roles)[number];

/**
 * A role's password follows from the owner's, so that every process that was given `DATABASE_URL` can sign in
 * without another secret to distribute.
 */
export const rolePassword = (ownerUrl: string, role: Role): string =>
  createHmac('sha256', `foyer:${decodeURIComponent(new URL(ownerUrl).password)}`)
    .update(role)
    .digest('base64url');

export const roleUrl = (ownerUrl: string, role: Role): string => {
  const url = new URL(ownerUrl);
  url.username = role;
  url.password = rolePassword(ownerUrl, role);
  return url.href;
};
