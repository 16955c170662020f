import type { NoticeMail } from '../../email/notice-mail.ts';
import type { Deps } from '../../ports/deps.ts';
import type { EndingMethod } from './payment-methods.repository.ts';

const kinds = { card: 'Card', becs: 'Bank account', payto: 'PayTo agreement' } as const;

/** A method as people know it: `Card ending in 4242`. */
export function methodName(method: Pick<EndingMethod, 'kind' | 'last4' | 'payIdMasked' | 'label'>): string {
  if (method.label) return method.label;
  if (method.payIdMasked) return `${kinds[method.kind]} ${method.payIdMasked}`;
  return method.last4 ? `${kinds[method.kind]} ending in ${method.last4}` : kinds[method.kind];
}

export function methodNoticeOf(
  method: EndingMethod,
  { supplier, origin }: Pick<Deps, 'supplier' | 'origin'>,
): NoticeMail {
  const name = methodName(method);
  return {
    subject: `${name} ends on ${day(method.endsOn)}`,
    heading: `${name} ends soon`,
    paragraphs: [
      `It can be used up to and including ${day(method.endsOn)}. To go on paying without a gap, save another one before then.`,
      ...(method.usedByAutopay
        ? ['Autopay uses it: from then on invoices are no longer paid by themselves.']
        : []),
    ],
    facts: [
      ['Method', name],
      ['Last day', day(method.endsOn)],
    ],
    supplierName: supplier.legalName,
    supplierLine: `${supplier.phone} · ${supplier.email}`,
    portalUrl: origin,
  };
}

const day = (date: string): string =>
  new Intl.DateTimeFormat('en-AU', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(date));
