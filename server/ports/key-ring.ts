/**
 * Seals secrets at rest (AES-256-GCM). `place` names table, column and row and is authenticated with the
 * ciphertext, so a value moved elsewhere does not open.
 */
export type KeyRing = {
  seal(plain: string, place: string): Uint8Array;
  open(sealed: Uint8Array, place: string): string;
};
