import { LitElement } from 'lit';

/**
 * Base of the parts. A fault while a part draws itself is handed to the widget around it, which shows it; neither the
 * page's error handler nor an unhandled rejection hears of it.
 */
export abstract class UiElement extends LitElement {
  protected override performUpdate(): void {
    try {
      super.performUpdate();
    } catch (error) {
      reportFault(this, error);
    }
  }

  /** Tells the widget around this part; not heard outside the widget's shadow root. */
  protected tell<D>(type: string, detail: D, cancelable = false): boolean {
    return this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: false, cancelable }));
  }
}

export const FAULT_EVENT = 'foyer-ui-fault';

/** Hands an error to the widget around `source`, which stops the event at its own edge. */
export function reportFault(source: EventTarget, error: unknown): void {
  source.dispatchEvent(
    new CustomEvent<unknown>(FAULT_EVENT, { detail: error, bubbles: true, composed: true, cancelable: true }),
  );
}
