import { answerAtDocument } from '../../../widgets/kit/session/context-root.ts';
import { PortalApp } from './portal-app.element.ts';
import { applyPreferences, readPreferences } from './preferences.ts';

applyPreferences(readPreferences(), 'default');
answerAtDocument();
customElements.define('portal-app', PortalApp);
