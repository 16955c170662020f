/**
 * `foyer/session`: gives the page's widgets their session where no script tag does it. A host calls one of the two once,
 * before or after the widgets load.
 */
export { connectEmbed, connectPortal } from '../kit/session/connect.ts';
export type { FoyerSession } from '../kit/session/session.ts';
export { sessionContext } from '../kit/session/session-context.ts';
