import { html, type TemplateResult } from 'lit';
import type { Portal } from '../portal.ts';

export function notFound({ t, href }: Pick<Portal, 't' | 'href'>): TemplateResult {
  return html`<div class="page">
    <h1>${t.notFoundTitle}</h1>
    <p class="lead">${t.notFoundLead}</p>
    <p><a class="button" href=${href({ name: 'overview' })}>${t.goOverview}</a></p>
  </div>`;
}
