import { LitElement } from 'lit';
import { type Failure, toFailure } from '../../../../widgets/kit/failure.ts';
import type { Words } from '../portal.messages.ts';
import type { Portal } from '../portal.ts';

/** A page of the shell that reads something. Drawn in the page itself, so that the portal's style sheet applies. */
export abstract class PortalPage<T> extends LitElement {
  static override properties = {
    portal: { attribute: false },
    words: { attribute: false },
    data: { state: true },
    failure: { state: true },
  };

  declare portal: Portal;
  /** What `portal.t` was when this was drawn: a language's words arrive after the choice of it. */
  declare words: Words;
  declare data: T | null;
  declare failure: Failure | null;
  private reading = 0;

  constructor() {
    super();
    this.data = null;
    this.failure = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.read();
  }

  /** Reads anew; an older answer that arrives later is dropped. */
  async read(): Promise<void> {
    if (!this.mayRead) return;
    this.reading += 1;
    const { reading } = this;
    try {
      const data = await this.fetchData();
      if (reading !== this.reading) return;
      this.data = data;
      this.failure = null;
    } catch (error) {
      if (reading === this.reading) this.failure = toFailure(error);
    }
  }

  protected abstract fetchData(): Promise<T>;

  /** False where the server would only refuse. */
  protected get mayRead(): boolean {
    return true;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }
}
