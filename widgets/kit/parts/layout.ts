import { html, nothing, type TemplateResult } from 'lit';
import { arrowLeftIcon, chevronRightIcon } from '../icons.ts';

/** A titled section on its own ground. `actions` stand at the end of the title's line. */
export function panel(title: string, content: unknown, actions?: unknown): TemplateResult {
  return html`<section class="panel">
    <div class="panel-head"><h3 class="panel-title">${title}</h3>${actions ?? nothing}</div>
    ${content}
  </section>`;
}

export type Fact = readonly [label: string, value: unknown];

/** Labels and values, in as many columns as fit. Facts without a value are left out. */
export function facts(list: readonly Fact[]): TemplateResult {
  return html`<dl class="facts">
    ${list
      .filter(([, value]) => value !== undefined && value !== null && value !== '')
      .map(([label, value]) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}
  </dl>`;
}

export type TimelineEntry = {
  readonly what: unknown;
  /** Formatted for the reader. */
  readonly when: string;
  /** ISO, for machines. */
  readonly at: string;
  /** At the end of the line: an amount. */
  readonly figure?: unknown;
  readonly note?: unknown;
  readonly tone?: 'positive' | 'caution' | 'critical';
};

/** What happened, newest first or oldest first as given. */
export function timeline(entries: readonly TimelineEntry[]): TemplateResult {
  return html`<ol class="timeline">
    ${entries.map(
      ({ what, when, at, figure, note, tone }) => html`<li class=${tone ?? nothing}>
        <span class="line"><span>${what}</span>${figure ? html`<span>${figure}</span>` : nothing}</span>
        <time class="when" datetime=${at}>${when}</time>
        ${note ? html`<span class="note">${note}</span>` : nothing}
      </li>`,
    )}
  </ol>`;
}

/** The way back, in words that say where to. */
export function backLink(label: string, go: () => void): TemplateResult {
  return html`<button type="button" class="link back" @click=${go}>${arrowLeftIcon()}${label}</button>`;
}

export type Crumb = { readonly label: string; readonly go?: () => void };

/** Where this is; the last crumb is here. */
export function breadcrumbs(label: string, crumbs: readonly Crumb[]): TemplateResult {
  return html`<nav aria-label=${label}>
    <ol class="crumbs">
      ${crumbs.map(({ label: text, go }, index) => {
        const last = index === crumbs.length - 1;
        return html`<li>
          ${
            go && !last
              ? html`<button type="button" class="link" @click=${go}>${text}</button>${chevronRightIcon()}`
              : html`<span aria-current=${last ? 'page' : nothing}>${text}</span>`
          }
        </li>`;
      })}
    </ol>
  </nav>`;
}
