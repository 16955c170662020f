import { define } from '../kit/define.ts';
import { FoyerIntegrationConsole } from './integration-console.element.ts';

define('foyer-integration-console', FoyerIntegrationConsole);

declare global {
  interface HTMLElementTagNameMap {
    'foyer-integration-console': FoyerIntegrationConsole;
  }
}
