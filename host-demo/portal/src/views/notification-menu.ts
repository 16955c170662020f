import { html, nothing, type TemplateResult } from 'lit';
import { bellIcon, circleAlertIcon, circleCheckIcon } from '../../../../widgets/kit/icons.ts';
import { menu } from '../parts/menu.ts';
import { timeOf } from '../parts/time.ts';
import type { Portal } from '../portal.ts';

/** What happened since the sign-in, newest first. */
export function notificationMenu(portal: Portal): TemplateResult {
  const { t, notices, unread, locale } = portal;
  const label = unread > 0 ? `${t.notifications}: ${t.newNotifications(unread)}` : t.notifications;
  const summary = html`${bellIcon()}${unread > 0 ? html`<span class="count" aria-hidden="true">${unread}</span>` : nothing}`;
  return html`${menu(
    { label, summary, kind: 'notifications', opened: () => portal.readNotices() },
    html`<div class="menu-head row"><h3>${t.notifications}</h3>
        ${notices.length > 0 ? html`<button class="link" @click=${() => portal.clearNotices()}>${t.clearNotifications}</button>` : nothing}
      </div>
      ${
        notices.length === 0
          ? html`<p class="menu-empty muted">${t.noNotifications}</p>`
          : html`<ul class="notices">${notices.map(
              (one) =>
                html`<li class=${one.tone}>${one.tone === 'positive' ? circleCheckIcon() : circleAlertIcon()}
                  <p>${one.text}<br /><time class="muted small" datetime=${one.at}>${timeOf(one.at, locale)}</time></p></li>`,
            )}</ul>`
      }`,
  )}<div class="hidden" role="status">${unread > 0 ? notices[0]?.text : nothing}</div>`;
}
