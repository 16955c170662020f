import { html, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import type { Portal } from '../portal.ts';
import './sign-in-form.element.ts';

/** Signing in again in place: whatever was typed behind it stays. */
export function expiredDialog(portal: Portal): TemplateResult {
  const { t, session } = portal;
  const expired = session.state === 'expired';
  const show = (element: Element | undefined) => {
    if (!(element instanceof HTMLDialogElement)) return;
    // Lit makes the element before it puts it into the page, and only there it can be shown.
    queueMicrotask(() => {
      if (element.isConnected && !element.open) element.showModal();
    });
  };
  if (!expired) return html``;
  return html`<dialog class="dialog" aria-labelledby="expired-title" ${ref(show)} @cancel=${(event: Event) => event.preventDefault()}>
    <h2 id="expired-title">${t.expiredTitle}</h2>
    <p class="lead">${t.expiredLead}</p>
    <sign-in-form .portal=${portal} .words=${t} .email=${session.me?.user.email}></sign-in-form>
    <button class="button quiet wide" @click=${() => location.assign('/')}>${t.signOut}</button>
  </dialog>`;
}
