import { html, nothing, type TemplateResult } from 'lit';
import {
  circleAlertIcon,
  circleCheckIcon,
  type Icon,
  inboxIcon,
  infoIcon,
  triangleAlertIcon,
} from '../icons.ts';

/** A state that takes the place of content. The words are the caller's, from its messages. */
export type StatePanel = {
  readonly title: string;
  /** What happened and what still works, what would be here, or who can grant it. */
  readonly body?: unknown;
  /** Buttons; what to do. */
  readonly actions?: unknown;
  /** The request id line, in small print. */
  readonly smallPrint?: string;
  readonly icon?: Icon;
};

/** An error: announced, critical mark. */
export function errorPanel(panel: StatePanel): TemplateResult {
  return statePanel('state critical', 'alert', { icon: circleAlertIcon, ...panel });
}

/** Empty: says what would be here and how it gets here. */
export function emptyPanel(panel: StatePanel): TemplateResult {
  return statePanel('state centred', undefined, { icon: inboxIcon, ...panel });
}

/** A quiet state that is neither: not signed in, not allowed. */
export function notePanel(panel: StatePanel): TemplateResult {
  return statePanel('state', 'status', { icon: infoIcon, ...panel });
}

function statePanel(classes: string, role: string | undefined, panel: StatePanel): TemplateResult {
  return html`<div class=${classes} role=${role ?? nothing}>
    <span class="mark">${panel.icon?.()}</span>
    <p class="title">${panel.title}</p>
    ${panel.body ? html`<p>${panel.body}</p>` : nothing}
    ${panel.actions ? html`<div class="actions">${panel.actions}</div>` : nothing}
    ${panel.smallPrint ? html`<span class="small-print">${panel.smallPrint}</span>` : nothing}
  </div>`;
}

export type BannerTone = 'info' | 'caution' | 'critical' | 'positive';

export type Banner = {
  readonly tone: BannerTone;
  readonly title: string;
  readonly body?: unknown;
  readonly actions?: unknown;
  readonly icon?: Icon;
};

const BANNER_ICONS: Record<BannerTone, Icon> = {
  info: infoIcon,
  caution: triangleAlertIcon,
  critical: circleAlertIcon,
  positive: circleCheckIcon,
};

/** A line above content that stays usable: stale, offline, expired, partial. */
export function banner({ tone, title, body, actions, icon = BANNER_ICONS[tone] }: Banner): TemplateResult {
  return html`<div class="banner ${tone}" role=${tone === 'critical' ? 'alert' : 'status'}>
    ${icon()}
    <span class="words"><strong>${title}</strong>${body ? html` ${body}` : nothing}</span>
    ${actions ?? nothing}
  </div>`;
}

/** Lines in the place of text that is loading. `label` is read out. */
export function skeleton(label: string, lines = 4): TemplateResult {
  return html`<div class="skeleton" role="status" aria-label=${label}>
    ${Array.from({ length: lines }, () => html`<span class="bone"></span>`)}
  </div>`;
}
