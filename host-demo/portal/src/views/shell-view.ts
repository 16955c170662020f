import { html, nothing, type TemplateResult } from 'lit';
import { type Icon, menuIcon, wifiOffIcon, xIcon } from '../../../../widgets/kit/icons.ts';
import type { Portal } from '../portal.ts';
import type { Route } from '../router.ts';
import { accountMenu } from './account-menu.ts';
import { notificationMenu } from './notification-menu.ts';
import { overviewIcon } from './overview-icon.ts';
import { statusPlace } from './status-place.ts';

/** The frame: skip link, bar, navigation, content. */
export function shellView(portal: Portal, page: unknown): TemplateResult {
  const { t, session, menuOpen } = portal;
  return html`<a class="skip" href="#main" @click=${skip}>${t.skip}</a>
    <div class="shell" ?data-menu=${menuOpen}>
      <header class="bar">
        <button class="icon-button menu-button" aria-expanded=${menuOpen} aria-controls="navigation"
          aria-label=${menuOpen ? t.closeMenu : t.openMenu} @click=${() => portal.toggleMenu(!menuOpen)}>
          ${menuOpen ? xIcon() : menuIcon()}
        </button>
        <a class="wordmark" href="/"><span class="mark" aria-hidden="true"></span><span class="wordmark-text">${session.me?.client?.name ?? t.product}</span></a>
        <div class="bar-end">${siteSwitcher(portal, 'bar')} ${notificationMenu(portal)} ${accountMenu(portal)}</div>
      </header>
      <div class="side" id="navigation">
        <nav aria-label=${t.navLabel}>${siteSwitcher(portal, 'side')}<ul>${navigation(portal)}</ul></nav>
        <div class="side-foot">${statusPlace(portal)}</div>
      </div>
      <div class="content">
        ${
          session.state === 'offline'
            ? html`<div class="notice caution offline" role="status">${wifiOffIcon()}<p>${t.offlineBanner}</p></div>`
            : nothing
        }
        <main id="main" tabindex="-1">${page}</main>
      </div>
    </div>`;
}

function navigation(portal: Portal): TemplateResult[] {
  const { t, widgets, session } = portal;
  const items = widgets.map((one) =>
    entry(portal, { name: 'widget', widget: one.name, record: null }, t[one.label], one.icon),
  );
  const overview = entry(portal, { name: 'overview' }, t.navOverview, overviewIcon);
  return session.me?.client ? [overview, ...items] : items;
}

function entry(portal: Portal, route: Route, label: string, icon: Icon): TemplateResult {
  const { route: here } = portal;
  const current =
    here.name === route.name &&
    (here.name !== 'widget' || (route.name === 'widget' && here.widget === route.widget));
  return html`<li><a href=${portal.href(route)} aria-current=${current ? 'page' : nothing}>${icon()}<span>${label}</span></a></li>`;
}

function siteSwitcher(portal: Portal, place: string): TemplateResult | typeof nothing {
  const { t, session, siteId } = portal;
  const sites = session.me?.sites ?? [];
  if (sites.length < 2) return nothing;
  const choose = (event: Event) => {
    if (event.target instanceof HTMLSelectElement) portal.chooseSite(event.target.value || null);
  };
  return html`<div class="site-switcher in-${place}">
    <label for="site-${place}">${t.sites}</label>
    <select id="site-${place}" @change=${choose}>
      <option value="" ?selected=${siteId === null}>${t.allSites}</option>
      ${sites.map((site) => html`<option value=${site.id} ?selected=${site.id === siteId}>${site.name}</option>`)}
    </select>
  </div>`;
}

/** Moves the focus without touching the address, which belongs to the router. */
function skip(event: Event): void {
  event.preventDefault();
  document.querySelector<HTMLElement>('#main')?.focus();
}
