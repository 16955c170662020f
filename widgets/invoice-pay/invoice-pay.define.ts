import { define } from '../kit/define.ts';
import { FoyerInvoicePay } from './invoice-pay.element.ts';

define('foyer-invoice-pay', FoyerInvoicePay);

declare global {
  interface HTMLElementTagNameMap {
    'foyer-invoice-pay': FoyerInvoicePay;
  }
}
