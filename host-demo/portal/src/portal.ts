import type { Locale } from '../../../widgets/kit/locale.ts';
import type { CookieSession } from '../../../widgets/kit/session/cookie-session.ts';
import type { PortalApi, SystemStatus } from './portal.api.ts';
import type { Words } from './portal.messages.ts';
import type { Preferences } from './preferences.ts';
import type { WidgetRemote } from './remote.ts';
import type { Route } from './router.ts';
import type { KnownWidget } from './widgets.ts';

export type Notice = {
  readonly id: number;
  readonly text: string;
  readonly at: string;
  readonly tone: 'positive' | 'critical';
};

/** What every view of the shell may know and do. */
export type Portal = {
  readonly t: Words;
  readonly locale: Locale;
  readonly preferences: Preferences;
  readonly session: CookieSession;
  readonly api: PortalApi;
  readonly remote: WidgetRemote;
  readonly route: Route;
  /** Offered by the remote, and open to this person. */
  readonly widgets: readonly KnownWidget[];
  /** The chosen site, `null` for all. */
  readonly siteId: string | null;
  readonly status: SystemStatus | null;
  readonly notices: readonly Notice[];
  /** Notices that were not looked at yet. */
  readonly unread: number;
  readonly menuOpen: boolean;
  prefer(change: Partial<Preferences>): void;
  chooseSite(siteId: string | null): void;
  go(route: Route): void;
  href(route: Route): string;
  toggleMenu(open: boolean): void;
  readNotices(): void;
  clearNotices(): void;
  signOut(): Promise<void>;
};
