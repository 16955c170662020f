import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import type { KeyRing } from '../../ports/key-ring.ts';

const tagBytes = 16;
const nonceBytes = 12;
const idBytes = 4;

/**
 * AES-256-GCM under a key derived from a master key. Sealed form: key id (4) nonce (12) tag (16) ciphertext. Several
 * master keys may be given, newest first: the first seals, every one still opens.
 */
export function createKeyRing(masterKeys: readonly Uint8Array[]): KeyRing {
  const keys = masterKeys.map((master) => {
    const key = Buffer.from(hkdfSync('sha256', master, '', 'foyer key ring v1', 32));
    return { key, id: createHash('sha256').update(key).digest().subarray(0, idBytes) };
  });
  const [newest] = keys;
  if (!newest) throw new Error('a key ring needs a key');
  return {
    seal(plain, place) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', newest.key, nonce, { authTagLength: tagBytes }).setAAD(
        Buffer.from(place),
      );
      const text = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return Buffer.concat([newest.id, nonce, cipher.getAuthTag(), text]);
    },
    open(sealed, place) {
      const bytes = Buffer.from(sealed);
      const key = keys.find((item) => item.id.equals(bytes.subarray(0, idBytes)));
      if (!key || bytes.length < idBytes + nonceBytes + tagBytes) throw new Error(`no key opens ${place}`);
      const nonce = bytes.subarray(idBytes, idBytes + nonceBytes);
      const tag = bytes.subarray(idBytes + nonceBytes, idBytes + nonceBytes + tagBytes);
      const decipher = createDecipheriv('aes-256-gcm', key.key, nonce, { authTagLength: tagBytes }).setAAD(
        Buffer.from(place),
      );
      decipher.setAuthTag(tag);
      return Buffer.concat([
        decipher.update(bytes.subarray(idBytes + nonceBytes + tagBytes)),
        decipher.final(),
      ]).toString('utf8');
    },
  };
}
