import type { Host } from './controllers/invoices-controller.ts';

/** A view's code, fetched when somebody first needs it; what fails can be fetched again. */
export class LazyModule<M> {
  /** What the last try ended with. */
  error: unknown;
  private module: M | undefined;
  private loading = false;
  private readonly host: Host;
  private readonly load: () => Promise<M>;

  constructor(host: Host, load: () => Promise<M>) {
    this.host = host;
    this.load = load;
  }

  /** The module, or `undefined` while it is on its way. */
  get(): M | undefined {
    if (!this.module && !this.loading && this.error === undefined) void this.bring();
    return this.module;
  }

  retry(): void {
    this.error = undefined;
    this.host.requestUpdate();
  }

  private async bring(): Promise<void> {
    this.loading = true;
    try {
      this.module = await this.load();
    } catch (error) {
      this.error = error ?? new Error('The module did not load.');
    }
    this.loading = false;
    this.host.requestUpdate();
  }
}
