import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import {
  bitString,
  integer,
  nothing,
  objectId,
  octets,
  sequence,
  set,
  tagged,
  truth,
  utcTime,
  utf8,
} from './der.ts';

const sha256WithRsa = (): Buffer => sequence(objectId('1.2.840.113549.1.1.11'), nothing());

type Subject = { commonName: string; key: KeyObject };
type Validity = { from: Date; to: Date };

/** An X.509 certificate (version 3) over a public key, signed by `issuer`, as PEM. */
export function makeCertificate(given: {
  subject: { commonName: string; publicKey: KeyObject; isAuthority: boolean };
  issuer: Subject;
  validity: Validity;
}): string {
  const { subject, issuer, validity } = given;
  const body = sequence(
    tagged(0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([1]), randomBytes(15)])),
    sha256WithRsa(),
    nameOf(issuer.commonName),
    sequence(utcTime(validity.from), utcTime(validity.to)),
    nameOf(subject.commonName),
    subject.publicKey.export({ type: 'spki', format: 'der' }),
    tagged(3, sequence(basicConstraints(subject.isAuthority))),
  );
  const signature = sign('sha256', body, issuer.key);
  const der = sequence(body, sha256WithRsa(), bitString(signature));
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}

const nameOf = (commonName: string): Buffer => sequence(set(sequence(objectId('2.5.4.3'), utf8(commonName))));

const basicConstraints = (isAuthority: boolean): Buffer =>
  sequence(objectId('2.5.29.19'), truth(), octets(isAuthority ? sequence(truth()) : sequence()));

export type SigningIdentity = {
  /** The certificate that signs, then that of its issuer. */
  chain: string;
  privateKey: KeyObject;
};

const YEAR_MS = 365 * 24 * 60 * 60_000;

/** A key for signing events, with a certificate that a root of the stand-in's own vouches for. */
export function makeSigningIdentity(
  options: Partial<Validity> & { commonName?: string } = {},
): SigningIdentity {
  const validity = {
    from: options.from ?? new Date(Date.now() - 24 * 60 * 60_000),
    to: options.to ?? new Date(Date.now() + YEAR_MS),
  };
  const root = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const leaf = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const issuer = { commonName: 'Sandbox Root', key: root.privateKey };
  const rootPem = makeCertificate({
    subject: { commonName: issuer.commonName, publicKey: root.publicKey, isAuthority: true },
    issuer,
    validity: { from: new Date(Date.now() - YEAR_MS), to: new Date(Date.now() + 5 * YEAR_MS) },
  });
  const leafPem = makeCertificate({
    subject: {
      commonName: options.commonName ?? 'messageverificationcerts.sandbox.paypal.com',
      publicKey: leaf.publicKey,
      isAuthority: false,
    },
    issuer,
    validity,
  });
  return { chain: `${leafPem}${rootPem}`, privateKey: leaf.privateKey };
}
