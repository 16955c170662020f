import { html, nothing, type TemplateResult } from 'lit';
import { menu } from '../parts/menu.ts';
import { timeOf } from '../parts/time.ts';
import type { Words } from '../portal.messages.ts';
import type { Portal } from '../portal.ts';

/** Whether the systems behind the figures keep up, always in the same corner. */
export function statusPlace(portal: Portal): TemplateResult {
  const { t, status, locale } = portal;
  const tone = status === null ? 'unknown' : status.state;
  const text = status === null ? t.statusUnknown : status.state === 'ok' ? t.statusOk : t.statusDegraded;
  const summary = html`<span class="dot ${tone}" aria-hidden="true"></span>${text}`;
  return menu(
    { label: `${t.status}: ${text}`, summary, kind: 'status' },
    html`<div class="menu-head"><h3>${t.status}</h3></div>
      <ul class="status-list">${(status?.items ?? []).map(
        (item) =>
          html`<li><span class="dot ${item.state}" aria-hidden="true"></span><span>${item.name}</span>
            <span class="muted small">${itemState(item.state, t)}${item.asOf ? ` · ${t.asOf(timeOf(item.asOf, locale))}` : nothing}</span></li>`,
      )}</ul>`,
  );
}

function itemState(state: string, t: Words): string {
  if (state === 'ok') return t.statusItemOk;
  return state === 'degraded' ? t.statusItemDegraded : t.statusItemDown;
}
