import { html, nothing, type TemplateResult } from 'lit';
import type { Failure } from '../../kit/failure.ts';
import { banner } from '../../kit/parts/states.ts';
import type { CommonWords } from '../integration-console.messages.ts';

/**
 * What became of a change that failed, above the form that asked for it.
 *
 * @param own words for the codes whose meaning is the caller's
 */
export function troubleBanner(
  failure: Failure | null,
  t: CommonWords,
  own: Readonly<Record<string, string>> = {},
): TemplateResult | typeof nothing {
  if (!failure) return nothing;
  const conflict = failure.status === 409 || failure.status === 412;
  const body = own[failure.code] ?? bodyOf(failure, t);
  const small = failure.requestId
    ? html` <span class="small-print">${t.request(failure.requestId)}</span>`
    : nothing;
  return banner({
    tone: conflict ? 'caution' : 'critical',
    title: conflict && !own[failure.code] ? t.conflictTitle : t.failedTitle,
    body: html`${body}${small}`,
  });
}

function bodyOf(failure: Failure, t: CommonWords): string {
  switch (failure.code) {
    case 'offline':
      return t.failedOffline;
    case 'vendor_unavailable':
      return t.failedVendor;
    case 'unreachable':
    case 'timed_out':
      return t.failedUnreachable;
    default:
      return byStatus(failure.status, t);
  }
}

function byStatus(status: number, t: CommonWords): string {
  if (status === 401) return t.expiredBody;
  if (status === 403) return t.failedForbidden;
  if (status === 404) return t.failedNotFound;
  if (status === 409 || status === 412) return t.conflictBody;
  if (status === 400 || status === 422) return t.failedInvalid;
  if (status === 429) return t.failedBusy;
  return status === 0 || status >= 500 ? t.failedUnreachable : t.failedOther;
}
