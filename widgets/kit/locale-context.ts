import { ContextConsumer, createContext } from '@lit/context';
import type { LitElement } from 'lit';
import { type KitMessages, kitMessages } from './kit.messages.ts';
import { type Locale, SOURCE_LOCALE } from './locale.ts';

/** The locale of a widget, for the parts inside it. Its texts are loaded before it is provided. */
export const localeContext = createContext<Locale, symbol>(Symbol.for('foyer.locale.v1'));

/** The kit's own words in the locale of the widget around a part. */
export class KitTexts {
  private readonly consumer: ContextConsumer<typeof localeContext, LitElement>;

  constructor(host: LitElement) {
    this.consumer = new ContextConsumer(host, { context: localeContext, subscribe: true });
  }

  get locale(): Locale {
    return this.consumer.value ?? SOURCE_LOCALE;
  }

  get t(): KitMessages {
    return kitMessages.in(this.locale);
  }
}
