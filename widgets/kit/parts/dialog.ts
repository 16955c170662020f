import { html, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { define } from '../define.ts';
import { xIcon } from '../icons.ts';
import { KitTexts } from '../locale-context.ts';
import { sharedStyles } from '../shared.styles.ts';
import { UiElement } from '../ui-element.ts';
import './button.ts';
import { dialogStyles } from './dialog.styles.ts';

export type DialogCloseReason = 'escape' | 'cross' | 'backdrop';
export type DialogCloseDetail = { readonly reason: DialogCloseReason };

/**
 * A modal dialog, or a drawer from the end side, on the platform's own `<dialog>`: top layer, focus kept inside and given
 * back, Escape. It asks before it closes: `foyer-ui-close` (`{ reason }`) can be prevented, for instance while a payment is
 * under way. Slots: the body, and `footer` for the actions. `--dialog-width` sets its width.
 */
export class FoyerUiDialog extends UiElement {
  static override styles = [sharedStyles, dialogStyles];

  @property({ type: Boolean, reflect: true }) open = false;
  @property({ reflect: true }) kind: 'dialog' | 'drawer' = 'dialog';
  @property() heading = '';
  /** A click beside it does not close it: for forms. */
  @property({ type: Boolean }) persistent = false;

  @state() private hasFooter = false;
  @query('dialog') private readonly dialog!: HTMLDialogElement;
  private readonly texts = new KitTexts(this);

  protected override render(): TemplateResult {
    return html`<dialog aria-labelledby="heading" @cancel=${this.onCancel} @close=${this.onClose} @click=${this.onClick}>
      <div class="head">
        <h2 id="heading" tabindex="-1" autofocus>${this.heading}</h2>
        <foyer-ui-button icon variant="quiet" label=${this.texts.t.close} @click=${() => this.ask('cross')}>
          ${xIcon()}
        </foyer-ui-button>
      </div>
      <div class="body"><slot></slot></div>
      <div class="foot" ?hidden=${!this.hasFooter}><slot name="footer" @slotchange=${this.onFooter}></slot></div>
    </dialog>`;
  }

  protected override updated(changed: PropertyValues): void {
    if (!changed.has('open')) return;
    // A dialog that was taken off the page meanwhile cannot be shown.
    if (this.open && !this.dialog.open && this.isConnected) this.dialog.showModal();
    if (!this.open && this.dialog.open) this.dialog.close();
  }

  private ask(reason: DialogCloseReason): void {
    if (this.tell<DialogCloseDetail>('foyer-ui-close', { reason }, true)) this.open = false;
  }

  private onCancel(event: Event): void {
    // A file input inside fires `cancel` too.
    if (event.target !== this.dialog) return;
    event.preventDefault();
    this.ask('escape');
  }

  private onClose(event: Event): void {
    // The browser closes it without asking when Escape is pressed a second time.
    if (event.target === this.dialog) this.open = false;
  }

  private onClick(event: MouseEvent): void {
    if (event.target !== this.dialog || this.persistent) return;
    const box = this.dialog.getBoundingClientRect();
    const inside =
      event.clientX >= box.left &&
      event.clientX <= box.right &&
      event.clientY >= box.top &&
      event.clientY <= box.bottom;
    if (!inside) this.ask('backdrop');
  }

  private onFooter(event: Event): void {
    if (event.target instanceof HTMLSlotElement) this.hasFooter = event.target.assignedElements().length > 0;
  }
}

define('foyer-ui-dialog', FoyerUiDialog);

declare global {
  interface HTMLElementTagNameMap {
    'foyer-ui-dialog': FoyerUiDialog;
  }
}
