import { unauthenticated } from './errors.ts';
import type { Form } from './form.ts';

/** Who calls: a merchant with a secret key, or a browser with a publishable one. */
export function isPublishable(authorization: string | undefined, form: Form): boolean {
  const key = keyOf(authorization) ?? (typeof form.key === 'string' ? form.key : '');
  if (key === '') {
    throw unauthenticated(
      'You did not provide an API key. You need to provide your API key in the Authorization header, ' +
        "using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY').",
    );
  }
  if (/^(sk|rk)_test_\w+$/.test(key)) return false;
  if (/^pk_test_\w+$/.test(key)) return true;
  throw unauthenticated(`Invalid API Key provided: ${masked(key)}`);
}

function keyOf(authorization: string | undefined): string | undefined {
  const [scheme = '', value = ''] = (authorization ?? '').split(' ');
  if (scheme.toLowerCase() === 'bearer') return value;
  if (scheme.toLowerCase() !== 'basic') return undefined;
  return Buffer.from(value, 'base64').toString('utf8').split(':')[0];
}

const masked = (key: string): string =>
  `${key.slice(0, 8).replace(/[^\w]/g, '*')}****${key.slice(-4).replace(/[^\w]/g, '*')}`;
