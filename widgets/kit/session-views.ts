import { html, type TemplateResult } from 'lit';
import type { Failure } from './failure.ts';
import { lockIcon, refreshCwIcon, wifiOffIcon } from './icons.ts';
import type { KitMessages } from './kit.messages.ts';
import { banner, errorPanel, notePanel } from './parts/states.ts';
import './parts/button.ts';
import type { FoyerSession } from './session/session.ts';

/** A fault of the widget or of a request, in place of the content. */
export function failureView(failure: Failure, kit: KitMessages, retry: () => void): TemplateResult {
  const [title, body] = failureWords(failure, kit);
  return errorPanel({
    title,
    body,
    actions: retryButton(kit, retry),
    smallPrint: failure.requestId
      ? kit.requestId(failure.requestId)
      : failure.code === 'widget_failed'
        ? undefined
        : failure.code,
  });
}

/** What a failure is called. A widget maps the codes of its own rules; these are everybody's. */
export function failureWords(failure: Failure, kit: KitMessages): readonly [title: string, body: string] {
  if (failure.code === 'offline') return [kit.offlineTitle, kit.unreachableBody];
  if (failure.status === 401) return [kit.expiredTitle, kit.expiredBody];
  if (failure.status === 403) return [kit.forbiddenTitle, kit.forbiddenBody];
  if (failure.status === 404) return [kit.notFoundTitle, kit.notFoundBody];
  if (failure.status === 429) return [kit.busyTitle, kit.busyBody];
  if (failure.code === 'widget_failed') return [kit.failedTitle, kit.failedBody];
  if (failure.status === 0 || failure.status >= 500) return [kit.unreachableTitle, kit.unreachableBody];
  return [kit.failedTitle, kit.failedBody];
}

/** While nobody is known: refused, or not reachable. Undefined while the session is starting. */
export function sessionView(
  session: FoyerSession,
  kit: KitMessages,
  retry: () => void,
): TemplateResult | undefined {
  if (session.state === 'starting' || session.state === 'ready') return undefined;
  const actions = retryButton(kit, retry);
  const reason = session.reason;
  const smallPrint = reason?.requestId ? kit.requestId(reason.requestId) : reason?.code;
  if (session.state === 'offline') {
    const browserOffline = reason?.code === 'offline';
    return errorPanel({
      title: browserOffline ? kit.offlineTitle : kit.unreachableTitle,
      body: kit.unreachableBody,
      icon: wifiOffIcon,
      actions,
      smallPrint,
    });
  }
  if (reason?.code.startsWith('session_endpoint') || reason?.code === 'session_not_configured') {
    return errorPanel({ title: kit.notConfiguredTitle, body: kit.notConfiguredBody, actions, smallPrint });
  }
  return notePanel({ title: kit.refusedTitle, body: kit.refusedBody, icon: lockIcon, actions, smallPrint });
}

/** Above content that stays: expired or offline. */
export function sessionBanner(
  session: FoyerSession,
  kit: KitMessages,
  retry: () => void,
): TemplateResult | undefined {
  const actions = retryButton(kit, retry, 'small');
  if (session.state === 'expired' || session.state === 'refused') {
    return banner({
      tone: 'caution',
      title: kit.expiredTitle,
      body: kit.expiredBody,
      icon: lockIcon,
      actions,
    });
  }
  if (session.state !== 'offline') return undefined;
  return banner({
    tone: 'caution',
    title: kit.offlineTitle,
    body: kit.offlineBody,
    icon: wifiOffIcon,
    actions,
  });
}

function retryButton(kit: KitMessages, retry: () => void, size?: 'small'): TemplateResult {
  return html`<foyer-ui-button size=${size ?? 'medium'} @click=${retry}>
    ${refreshCwIcon()}${kit.retry}
  </foyer-ui-button>`;
}
