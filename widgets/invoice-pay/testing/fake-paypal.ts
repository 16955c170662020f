type Given = {
  createOrder: () => Promise<string>;
  onApprove: () => Promise<void>;
  onCancel: () => void;
  onError: (cause: unknown) => void;
};

export type FakePaypal = {
  /** Where the button was put, while it is there. */
  readonly place: () => HTMLElement | null;
  /** The payer presses the button and comes back so. Resolves with the order that PayPal was given. */
  press(outcome: 'approve' | 'cancel' | 'error'): Promise<string>;
  restore(): void;
};

/** Stands in for the vendor's script: a button in the given place, and the way back that a test chose. */
export function fakePaypal(): FakePaypal {
  let place: HTMLElement | null = null;
  let given: Given | undefined;
  const before = Reflect.get(window, 'foyerPaypal');
  Reflect.set(window, 'foyerPaypal', {
    Buttons: (options: Given) => ({
      render: async (target: HTMLElement) => {
        given = options;
        place = target;
        const button = document.createElement('button');
        button.textContent = 'PayPal';
        target.append(button);
      },
      close: async () => {
        place?.replaceChildren();
        place = null;
      },
    }),
  });
  return {
    place: () => place,
    press: async (outcome) => {
      const order = (await given?.createOrder()) ?? '';
      if (outcome === 'approve') await given?.onApprove();
      else if (outcome === 'cancel') given?.onCancel();
      else given?.onError(new Error('The window was closed by force.'));
      return order;
    },
    restore: () => Reflect.set(window, 'foyerPaypal', before),
  };
}
