import { consume } from '@lit/context';
import { css, html, LitElement } from 'lit';
import { answerAtDocument } from '../../kit/session/context-root.ts';
import type { FoyerSession } from '../../kit/session/session.ts';
import { sessionContext } from '../../kit/session/session-context.ts';

answerAtDocument();

/** The smallest element that needs a session: the tests of loading and embedding build it in the place of a widget. */
export class Probe extends LitElement {
  static override styles = css`
    p {
      margin: 0;
    }
  `;

  #session: FoyerSession | undefined;
  #stop: (() => void) | undefined;

  @consume({ context: sessionContext, subscribe: true })
  set session(session: FoyerSession | undefined) {
    this.#stop?.();
    this.#session = session;
    this.#stop = session?.subscribe(() => this.requestUpdate());
    this.requestUpdate();
  }

  get session(): FoyerSession | undefined {
    return this.#session;
  }

  override render() {
    const { state, me, reason } = this.#session ?? {};
    return html`<p>${state ?? 'none'} ${me?.user.displayName} ${reason?.code}</p>
      <input aria-label="Draft" />`;
  }
}

if (!customElements.get('foyer-probe')) customElements.define('foyer-probe', Probe);
