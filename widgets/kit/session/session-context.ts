import { createContext } from '@lit/context';
import type { FoyerSession } from './session.ts';

/**
 * The session of the page. The key is a registered symbol, so that two copies of the kit on one page mean the same
 * context; the number in it changes only with an incompatible change of `FoyerSession`.
 */
export const sessionContext = createContext<FoyerSession, symbol>(Symbol.for('foyer.session.v1'));
