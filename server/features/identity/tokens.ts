import { createHash, randomBytes } from 'node:crypto';

/** 256 bits from the system's generator. */
export const newToken = (prefix: string): string => `${prefix}_${randomBytes(32).toString('base64url')}`;

/** Only this goes to the database: whoever reads it there cannot sign in with it. */
export const tokenHash = (token: string): Buffer => createHash('sha256').update(token).digest();
export const tokenHashHex = (token: string): string => tokenHash(token).toString('hex');
