import { html, nothing, type TemplateResult } from 'lit';
import type { Failure } from '../../../../widgets/kit/failure.ts';
import { circleAlertIcon } from '../../../../widgets/kit/icons.ts';
import type { Words } from '../portal.messages.ts';

/** What did not work, what to do, and the id that finds it. */
export function failureNote(
  text: string,
  failure: Failure | null,
  t: Words,
  again: () => void,
): TemplateResult {
  return html`<div class="notice critical" role="alert">${circleAlertIcon()}<div>
    <p>${text}</p>
    <p><button class="link" @click=${again}>${t.tryAgain}</button></p>
    ${failure?.requestId ? html`<p class="small-print">${t.requestId(failure.requestId)}</p>` : nothing}
  </div></div>`;
}
