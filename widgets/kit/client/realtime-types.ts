export type RealtimeTopic =
  | 'invoice.changed'
  | 'payment.changed'
  | 'credit_note.changed'
  | 'dispute.changed'
  | 'payment_method.changed'
  | 'sync.completed'
  /** Something may have been missed: read again whatever is on the screen. */
  | 'reset';

export type RealtimeEvent = {
  readonly topic: RealtimeTopic;
  /** What changed; absent for `reset`. Ask the server for its new state: an event carries no facts. */
  readonly subject: { readonly type: string; readonly id: string } | undefined;
  /** ISO UTC instant; absent for `reset`. */
  readonly at: string | undefined;
};

/** One stream for all widgets of a page; it is open while somebody listens. */
export type Realtime = {
  readonly state: 'idle' | 'connecting' | 'open' | 'waiting';
  /**
   * Calls the listener for each event of these topics, and always for `reset`. Returns the function that stops it.
   * A listener that throws is reported to the console and disturbs no other.
   */
  on(topics: readonly RealtimeTopic[], listener: (event: RealtimeEvent) => void): () => void;
};
