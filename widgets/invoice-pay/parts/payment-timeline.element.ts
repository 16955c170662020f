import { type CSSResultGroup, css, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { PaymentTimeline as Timeline } from '../../../server/features/payments/payment-timeline.contract.ts';
import { define } from '../../kit/define.ts';
import { AccountElement } from './account-element.ts';
import { payMessages } from './pay.messages.ts';
import { paymentMovements } from './payment-movements.ts';
import { Reading } from './reading.ts';

/** The history of one payment's money. */
export class PaymentTimeline extends AccountElement {
  static override styles: CSSResultGroup = [
    AccountElement.styles,
    css`
      :host {
        max-inline-size: 640px;
        padding-block: var(--fy-space-sm);
      }
      .sums {
        margin-block-end: var(--fy-space-2xs);
        border-block-start: 1px solid var(--fy-color-border);
      }
      .sums th {
        font-weight: var(--fy-font-weight-regular);
      }
    `,
  ];

  @property({ attribute: false }) paymentId = '';

  private readonly movements = new Reading<Timeline>(this, (signal) =>
    this.api.movements(this.paymentId, signal),
  );

  protected override render(): TemplateResult {
    const { widget, language } = this;
    const { api } = this;
    return this.reading(this.movements, (payment) =>
      paymentMovements(payment, {
        t: payMessages.in(language),
        language,
        asOf: widget.kit.asOf,
        openInvoice: (invoiceId) => widget.show({ name: 'invoice', invoiceId }),
        openDocument: ({ kind, id, number }) =>
          widget.run(() =>
            this.fetchFile(`${number}.pdf`, () =>
              kind === 'receipt' ? widget.api.receiptPdf(id) : api.creditNotePdf(id),
            ),
          ),
      }),
    );
  }
}

define('foyer-ui-payment-timeline', PaymentTimeline);
