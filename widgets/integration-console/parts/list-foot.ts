import { html, nothing, type TemplateResult } from 'lit';
import { refreshCwIcon } from '../../kit/icons.ts';
import type { KitMessages } from '../../kit/kit.messages.ts';
import { shown } from '../../kit/load-state.ts';
import '../../kit/parts/button.ts';
import type { Listing } from '../controllers/listing.ts';
import type { Reading } from '../controllers/reading.ts';
import type { CommonWords } from '../integration-console.messages.ts';

/** The rest of a list, and for screen readers how many rows there are. */
export function listFoot(
  list: Pick<Listing<{ readonly id: string }>, 'rows' | 'hasMore' | 'more' | 'readMore'>,
  t: CommonWords,
): TemplateResult {
  return html`<p class="visually-hidden" role="status">${t.rows(list.rows.length, !list.hasMore)}</p>
    ${
      list.hasMore
        ? html`<div class="more">
            ${list.more === 'error' ? html`<p class="late" role="alert">${t.moreFailed}</p>` : nothing}
            <foyer-ui-button ?busy=${list.more === 'loading'} @click=${() => void list.readMore()}>${t.more}</foyer-ui-button>
          </div>`
        : nothing
    }`;
}

/** How fresh it is, and reading it anew. */
export function freshness(
  reading: Pick<Reading<unknown>, 'state' | 'read'>,
  words: { readonly kit: KitMessages; readonly t: CommonWords; readonly when: (instant: string) => string },
): TemplateResult {
  const had = shown(reading.state);
  return html`<span class="as-of">${had ? words.kit.asOf(words.when(had.asOf)) : nothing}</span>
    <foyer-ui-button icon variant="quiet" size="small" label=${words.t.refresh}
      @click=${() => void reading.read()}>${refreshCwIcon()}</foyer-ui-button>`;
}
