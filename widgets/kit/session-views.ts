import { html, type TemplateResult } from 'lit';
import type { Failure } from './failure.ts';
import type { KitMessages } from './kit.messages.ts';
import type { Leave } from './parts/trouble.ts';
import type { FoyerSession } from './session/session.ts';

/*
 * What a widget shows when something is wrong. The part that says it is fetched when a widget is at rest, or when it is
 * first needed: most visits never need it, and it is no part of what a page pays for its first widget.
 */

let trouble: Promise<unknown> | undefined;

/** Fetches the part. Never rejects; after a failed fetch the next call tries again. */
export function loadTrouble(): Promise<unknown> {
  trouble ??= import('./parts/trouble.ts').catch(() => {
    trouble = undefined;
  });
  return trouble;
}

/**
 * A fault of the widget or of a request, in place of the content.
 * @param leave the way out of what is not there: trying again brings nothing then
 */
export function failureView(
  failure: Failure,
  kit: KitMessages,
  retry: () => void,
  leave?: Leave,
): TemplateResult {
  void loadTrouble();
  return html`<foyer-ui-trouble fallback=${kit.failedTitle} .failure=${failure} .retry=${retry} .leave=${leave}></foyer-ui-trouble>`;
}

/** While nobody is known: refused, or not reachable. Undefined while the session is starting. */
export function sessionView(
  session: FoyerSession,
  kit: KitMessages,
  retry: () => void,
): TemplateResult | undefined {
  if (session.state === 'starting' || session.state === 'ready') return undefined;
  return about(session, kit, retry, false);
}

/** Above content that stays: expired or offline. */
export function sessionBanner(
  session: FoyerSession,
  kit: KitMessages,
  retry: () => void,
): TemplateResult | undefined {
  if (session.state === 'starting' || session.state === 'ready') return undefined;
  return about(session, kit, retry, true);
}

function about(session: FoyerSession, kit: KitMessages, retry: () => void, above: boolean): TemplateResult {
  void loadTrouble();
  return html`<foyer-ui-trouble fallback=${kit.failedTitle} .sessionState=${session.state}
    .reason=${session.reason} .above=${above} .retry=${retry}></foyer-ui-trouble>`;
}
