import type { PropertyValues } from 'lit';
import { toFailure } from '../../kit/failure.ts';
import { PaymentMethodsApi } from '../api/payment-methods-api.ts';
import { AccountElement } from './account-element.ts';
import { type MethodsWords, methodsMessages } from './methods.messages.ts';

/** What the views of saved methods share: their words and calls. */
export abstract class MethodsElement extends AccountElement {
  protected get words(): MethodsWords {
    return methodsMessages.in(this.language);
  }

  protected get methodsApi(): PaymentMethodsApi {
    return new PaymentMethodsApi(this.widget.api.session);
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has('language')) void methodsMessages.load(this.language).then(() => this.requestUpdate());
  }

  /** Runs one action at a time, and says what it failed with. */
  protected async change(name: string, action: () => Promise<unknown>): Promise<boolean> {
    if (this.busy !== '') return false;
    this.busy = name;
    this.trouble = undefined;
    try {
      await action();
      return true;
    } catch (error) {
      this.trouble = toFailure(error).code === 'conflict' ? this.words.changed : this.words.failed;
      this.widget.report(error);
      return false;
    } finally {
      this.busy = '';
    }
  }
}
