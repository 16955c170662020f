import { html, type TemplateResult } from 'lit';
import type { Portal } from '../portal.ts';
import { displaySettings } from './display-settings.ts';
import './sign-in-form.element.ts';

export function signInView(portal: Portal): TemplateResult {
  const { t } = portal;
  return html`<div class="entry">
    <aside class="entry-side" aria-hidden="true">
      <svg viewBox="0 0 400 560" preserveAspectRatio="xMidYMax meet" class="entry-art">
        <g fill="none" stroke="currentColor" stroke-width="1.5">
          <path d="M20 560V240a180 180 0 0 1 360 0v320" opacity=".25" />
          <path d="M65 560V250a135 135 0 0 1 270 0v310" opacity=".4" />
          <path d="M110 560V260a90 90 0 0 1 180 0v300" opacity=".6" />
          <path d="M155 560V270a45 45 0 0 1 90 0v290" opacity=".85" />
        </g>
        <path d="M155 560V270a45 45 0 0 1 90 0v290z" fill="currentColor" opacity=".14" />
      </svg>
      <p class="entry-tagline">${t.tagline}</p>
    </aside>
    <main class="entry-main" id="main">
      <div class="entry-card">
        <p class="wordmark"><span class="mark" aria-hidden="true"></span>${t.product}</p>
        <h1>${t.signInTitle}</h1>
        <p class="lead">${t.signInLead}</p>
        <sign-in-form .portal=${portal} .words=${t}></sign-in-form>
        <p class="small muted">${t.forgotten}</p>
      </div>
      <div class="entry-foot">${displaySettings(portal, 'entry')}</div>
    </main>
  </div>`;
}
