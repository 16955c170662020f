/** The contractor: what its tax invoices and receipts must show (A New Tax System (GST) Act 1999 s 29-70). */
export type Supplier = {
  legalName: string;
  abn: string;
  addressLines: string[];
  email: string;
  phone: string;
  /** Whose midnight ends a day for due dates and aging. */
  timeZone: string;
};
