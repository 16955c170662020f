/** A bank's file was taken in, and was not the same file again. */
export type StatementImportedDetail = {
  readonly statementIds: readonly string[];
  /** How many of them were refused and book nothing. */
  readonly quarantined: number;
};

/** A period of a vendor's account was compared. */
export type PeriodReconciledDetail = { readonly reconciliationId: string; readonly status: string };

/** Events of `<foyer-integration-console>` beside those that every widget has: business facts, in the past tense. */
export type IntegrationConsoleEvents = {
  'foyer-statement-imported': StatementImportedDetail;
  'foyer-period-reconciled': PeriodReconciledDetail;
};
