import { html, nothing, type TemplateResult } from 'lit';
import { lockIcon, wifiOffIcon } from '../../kit/icons.ts';
import type { KitMessages } from '../../kit/kit.messages.ts';
import { type LoadState, shown } from '../../kit/load-state.ts';
import { banner, notePanel, skeleton } from '../../kit/parts/states.ts';
import { failureView } from '../../kit/session-views.ts';
import type { CommonWords } from '../integration-console.messages.ts';

export type Around<T> = {
  readonly state: LoadState<T>;
  readonly kit: KitMessages;
  readonly t: CommonWords;
  /** Writes the instant as of which the data is true. */
  readonly when: (instant: string) => string;
  readonly retry: () => void;
  readonly empty?: () => unknown;
  readonly waiting?: () => unknown;
  readonly content: (data: T) => unknown;
};

/** What stands in the place of content, or above it, by how its reading went. */
export function around<T>(facts: Around<T>): unknown {
  const { state, kit, t, retry, empty, content } = facts;
  const had = shown(state);
  if (state.kind === 'error') return failureView(state.failure, kit, retry);
  if (state.kind === 'forbidden') {
    return notePanel({ title: t.forbiddenTitle, body: t.forbiddenBody, icon: lockIcon });
  }
  if (had) {
    const stays = empty && hasNone(had.data) ? empty() : content(had.data);
    return html`${above(facts, had.asOf)}${stays}`;
  }
  if (state.kind === 'offline' || state.kind === 'expired') return html`${bannerOf(facts, undefined)}`;
  return facts.waiting?.() ?? skeleton(kit.loading, 6);
}

/** Also while it is read again: a table without a row tells nothing. */
const hasNone = (data: unknown): boolean =>
  typeof data === 'object' &&
  data !== null &&
  'items' in data &&
  Array.isArray(data.items) &&
  data.items.length === 0;

function above<T>(facts: Around<T>, asOf: string): unknown {
  const { state, kit, when } = facts;
  if (state.kind === 'stale') {
    return banner({ tone: 'caution', title: kit.staleTitle, body: kit.staleBody(when(asOf)) });
  }
  return bannerOf(facts, asOf);
}

function bannerOf<T>(
  { state, t, when }: Around<T>,
  asOf: string | undefined,
): TemplateResult | typeof nothing {
  switch (state.kind) {
    case 'offline':
      return banner({
        tone: 'caution',
        title: t.offlineTitle,
        body: asOf === undefined ? nothing : t.offlineBody(when(asOf)),
        icon: wifiOffIcon,
      });
    case 'expired':
      return banner({ tone: 'caution', title: t.expiredTitle, body: t.expiredBody, icon: lockIcon });
    case 'conflict':
      return banner({ tone: 'caution', title: t.conflictTitle, body: t.conflictBody });
    default:
      return nothing;
  }
}
