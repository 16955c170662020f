import { html, nothing, type TemplateResult } from 'lit';
import { building2Icon, lockIcon, logOutIcon } from '../../../../widgets/kit/icons.ts';
import { initialsOf } from '../parts/initials.ts';
import { menu } from '../parts/menu.ts';
import type { Words } from '../portal.messages.ts';
import type { Portal } from '../portal.ts';
import { displaySettings } from './display-settings.ts';

export function accountMenu(portal: Portal): TemplateResult | typeof nothing {
  const { t, session } = portal;
  const { me } = session;
  if (!me) return nothing;
  const { user } = me;
  const initials = html`<span class="avatar" data-initials=${initialsOf(user.displayName)}></span>`;
  return menu(
    { label: `${t.account}: ${user.displayName}`, summary: initials, kind: 'account' },
    html`<div class="menu-head">
        <p class="strong">${user.displayName}</p>
        <p class="muted small">${user.email}</p>
        <p class="muted small">${roleName(me.role, t)}${me.client ? ` · ${me.client.name}` : ''}</p>
      </div>
      <ul class="menu-list">
        <li><a href="/account/sessions">${lockIcon()}${t.signedInDevices}</a></li>
        ${user.kind === 'contractor' ? html`<li><a href="/clients">${building2Icon()}${t.changeClient}</a></li>` : nothing}
      </ul>
      <div class="menu-section"><h3>${t.display}</h3>${displaySettings(portal, 'account')}</div>
      <ul class="menu-list">
        <li><button @click=${() => void portal.signOut()}>${logOutIcon()}${t.signOut}</button></li>
      </ul>`,
  );
}

function roleName(role: string, t: Words): string {
  const names: Record<string, string> = {
    admin: t.roleAdmin,
    finance: t.roleFinance,
    quality: t.roleQuality,
    site: t.roleSite,
    viewer: t.roleViewer,
    ops: t.roleOps,
  };
  return names[role] ?? role;
}
