import { type KeyObject, X509Certificate } from 'node:crypto';
import { rootCertificates } from 'node:tls';
import { SignatureInvalid } from '../../ports/payment-gateway.ts';
import { fetchCertificate } from './fetch-certificate.ts';

export type CertificateRules = {
  /** The only hosts (with the port, where it is not the usual one) that a certificate is fetched from. */
  hosts: readonly string[];
  /** The stand-in of development: plain http, on this machine, and a root of its own. Never in production. */
  isStandIn: boolean;
};

export type Certificates = {
  /** The public key of a certificate that is good at `now`. Throws `SignatureInvalid`, or `GatewayUnknown` when it cannot be had. */
  keyAt(url: string, now: Date): Promise<KeyObject>;
};

const keepMs = 24 * 60 * 60_000;
const kept = 16;

/** Certificates by their address: each is fetched once a day at most, and judged anew at every use. */
export function createCertificates(rules: CertificateRules): Certificates {
  const known = new Map<string, { until: number; chain: Promise<X509Certificate[]> }>();
  const chainAt = (url: string, now: number): Promise<X509Certificate[]> => {
    const address = addressOf(url, rules);
    const found = known.get(address.href);
    if (found && found.until > now) return found.chain;
    const chain = fetchCertificate(address, rules.isStandIn).then(parse);
    known.set(address.href, { until: now + keepMs, chain });
    if (known.size > kept) known.delete([...known.keys()][0] ?? '');
    chain.catch(() => known.delete(address.href));
    return chain;
  };
  return {
    async keyAt(url, now) {
      const chain = await chainAt(url, now.getTime());
      checkChain(chain, now, rules.isStandIn);
      const [leaf] = chain;
      if (!leaf) throw new SignatureInvalid('no certificate');
      return leaf.publicKey;
    },
  };
}

/** S61: whoever names the address must not be able to send us anywhere else. */
function addressOf(text: string, { hosts, isStandIn }: CertificateRules): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isGood =
    url !== null &&
    (url.protocol === 'https:' || (isStandIn && url.protocol === 'http:')) &&
    hosts.includes(url.host) &&
    url.username === '' &&
    url.password === '' &&
    url.search === '' &&
    url.hash === '' &&
    /\/v1\/notifications\/certs\/[\w-]{1,100}$/.test(url.pathname);
  if (!isGood) throw new SignatureInvalid('the certificate is not at an address of the vendor');
  return url;
}

function parse(pem: string): X509Certificate[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? [];
  if (blocks.length === 0 || blocks.length > 6) throw new SignatureInvalid('no certificate');
  try {
    return blocks.map((block) => new X509Certificate(block));
  } catch (error) {
    throw new SignatureInvalid('the certificate cannot be read', { cause: error });
  }
}

const signerName = /^CN=messageverificationcerts(\.[a-z]+)?\.paypal\.com$/m;

/**
 * The first is PayPal's signer, each is in its time, and each next one vouches for the one before. PayPal may leave out
 * the certificates above the signer's: it is authentic then because a host of theirs gave it over TLS. One that vouches
 * for itself is good from the stand-in alone.
 */
function checkChain(chain: readonly X509Certificate[], now: Date, isStandIn: boolean): void {
  const [leaf] = chain;
  const last = chain.at(-1);
  if (!leaf || !last || !signerName.test(leaf.subject))
    throw new SignatureInvalid('not a certificate of the signer');
  if (leaf.publicKey.asymmetricKeyType !== 'rsa') throw new SignatureInvalid('not an RSA certificate');
  for (const [index, certificate] of chain.entries()) {
    const isCurrent =
      Date.parse(certificate.validFrom) <= now.getTime() && now.getTime() <= Date.parse(certificate.validTo);
    if (!isCurrent) throw new SignatureInvalid('a certificate is not in its time');
    const issuer = chain[index + 1];
    if (issuer && !(issuer.ca && isIssuedBy(certificate, issuer)))
      throw new SignatureInvalid('the certificates are not one chain');
  }
  const vouchesForItself = isIssuedBy(last, last);
  if (vouchesForItself && !isStandIn && !isPublicRoot(last))
    throw new SignatureInvalid('the chain ends at nobody known');
}

const isIssuedBy = (certificate: X509Certificate, issuer: X509Certificate): boolean =>
  certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);

const isPublicRoot = ({ fingerprint256 }: X509Certificate): boolean =>
  rootCertificates.some((root) => new X509Certificate(root).fingerprint256 === fingerprint256);
