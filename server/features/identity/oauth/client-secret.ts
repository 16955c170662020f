import type { KeyRing } from '../../../ports/key-ring.ts';

const placeOf = (id: string): string => `oauth_client.secret_sealed:${id}`;

export const sealSecret = (keyRing: KeyRing, id: string, secret: string): Uint8Array =>
  keyRing.seal(secret, placeOf(id));
export const openSecret = (keyRing: KeyRing, row: { id: string; secret_sealed: Uint8Array }): string =>
  keyRing.open(row.secret_sealed, placeOf(row.id));
