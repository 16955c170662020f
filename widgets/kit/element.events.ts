/** Events every widget fires; a widget adds its own. All bubble and are composed. */
export type FoyerEvents = {
  /** The widget shows its content for the first time. */
  'foyer-ready': { readonly widget: string };
  /** Something failed; the widget shows it too. */
  'foyer-error': FoyerErrorDetail;
  /** The session ended; what is shown and typed stays. */
  'foyer-session-expired': { readonly widget: string };
};

export type FoyerErrorDetail = {
  /** snake_case, from a closed list; unknown codes are to be shown with the request id. */
  readonly code: string;
  /** For developers and logs. */
  readonly message: string;
  readonly requestId?: string;
  /** Whether trying again may help without a change. */
  readonly retryable: boolean;
};
