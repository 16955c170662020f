import { css } from 'lit';
import { layoutStyles } from '../kit/parts/layout.styles.ts';
import { listMessages } from './invoice-pay.messages.ts';
import { invoicePayStyles } from './invoice-pay.styles.ts';

/**
 * The first view. Its code travels beside the session's and the data's first requests, so that the element itself, which
 * asks for them, is small.
 */
export { Paying } from './controllers/paying.ts';
export { invoiceList as view } from './parts/invoice-list.ts';
export const catalogue = listMessages;
export const styles = css`
  ${layoutStyles}
  ${invoicePayStyles}
`;
