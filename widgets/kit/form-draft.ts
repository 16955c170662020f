import { type PageStorage, pageStorage } from './page-storage.ts';
import type { Me } from './session/me.ts';

type Values = Readonly<Record<string, string | boolean | undefined>>;

/** What somebody typed into a form and has not sent: it survives a reload, per user and client (or the house), and goes with the tab. */
export class FormDraft {
  private readonly key: string | null;
  private readonly store: PageStorage | undefined;
  private values: Record<string, unknown>;

  constructor(name: string, me: Me | undefined, store = pageStorage()) {
    this.key = me ? `foyer.draft:${me.user.id}:${me.client?.id ?? 'house'}:${name}` : null;
    this.store = store;
    this.values = this.load();
  }

  text(name: string): string | undefined {
    const value = this.values[name];
    return typeof value === 'string' ? value : undefined;
  }

  flag(name: string): boolean | undefined {
    const value = this.values[name];
    return typeof value === 'boolean' ? value : undefined;
  }

  keep(values: Values): void {
    this.values = { ...values };
    this.save(JSON.stringify(values));
  }

  drop(): void {
    this.values = {};
    this.save(null);
  }

  /** A draft is a kindness: a page that forbids storage, or a full one, is no error. */
  private save(text: string | null): void {
    if (this.key === null) return;
    try {
      if (text === null) this.store?.removeItem(this.key);
      else this.store?.setItem(this.key, text);
    } catch {
      // What was typed stays on the screen.
    }
  }

  private load(): Record<string, unknown> {
    if (this.key === null) return {};
    try {
      const value: unknown = JSON.parse(this.store?.getItem(this.key) ?? '{}');
      return typeof value === 'object' && value !== null ? { ...value } : {};
    } catch {
      return {};
    }
  }
}
