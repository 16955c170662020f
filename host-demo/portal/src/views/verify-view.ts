import { html, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { Portal } from '../portal.ts';
import { displaySettings } from './display-settings.ts';
import './page-verify.element.ts';

/** Open to whoever holds a paper, signed in or not: nothing of the portal's frame is around it. */
export function verifyView(portal: Portal, code: string | null): TemplateResult {
  const { t } = portal;
  return html`<main class="verify" id="main" tabindex="-1">
    <p class="wordmark"><span class="mark" aria-hidden="true"></span>${t.product}</p>
    ${keyed(code, html`<page-verify .portal=${portal} .words=${t} .code=${code}></page-verify>`)}
    <div class="entry-foot">${displaySettings(portal, 'verify')}</div>
  </main>`;
}
