export type FakeStripe = {
  /** Where the form was put, while it is there and can be typed into: before, nothing can be sent. */
  readonly place: () => HTMLElement | null;
  /** How the next confirmation ends. */
  answer: { error?: { type: string; code?: string; decline_code?: string; message?: string } };
  /** Confirms what was entered; a test may have it wait for somebody. */
  confirm: () => Promise<FakeStripe['answer']>;
  readonly appearances: unknown[];
  /** Of the payments whose bank was asked about a saved card. */
  readonly asked: string[];
  restore(): void;
};

/** Stands in for the vendor's script: a form in the given place, and the outcome that a test chose. */
export function fakeStripe(): FakeStripe {
  let place: HTMLElement | null = null;
  let isReady = false;
  const before = Reflect.get(window, 'Stripe');
  const fake: FakeStripe = {
    place: () => (isReady ? place : null),
    answer: {},
    confirm: () => Promise.resolve(fake.answer),
    appearances: [],
    asked: [],
    restore: () => Reflect.set(window, 'Stripe', before),
  };
  const create = () => {
    const listeners = new Map<string, (event: unknown) => void>();
    return {
      on: (name: string, listener: (event: unknown) => void) => listeners.set(name, listener),
      mount: (target: HTMLElement) => {
        place = target;
        const form = document.createElement('div');
        form.textContent = 'Card number, expiry, security code';
        target.append(form);
        setTimeout(() => {
          listeners.get('ready')?.({});
          isReady = true;
        });
      },
      destroy: () => {
        place?.replaceChildren();
        place = null;
        isReady = false;
      },
    };
  };
  Reflect.set(window, 'Stripe', () => ({
    elements: (options: { appearance: unknown }) => {
      fake.appearances.push(options.appearance);
      return { create };
    },
    handleNextAction: ({ clientSecret }: { clientSecret: string }) => {
      fake.asked.push(clientSecret);
      return Promise.resolve(fake.answer);
    },
    confirmPayment: () => fake.confirm(),
  }));
  return fake;
}
