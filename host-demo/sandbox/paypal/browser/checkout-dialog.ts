import { makeFrame } from './frames.ts';

/** Shows PayPal's page over the shop's until the payer has agreed or left. */
export function showCheckout(sandbox: string, orderId: string): Promise<'approved' | 'cancelled'> {
  const dialog = document.createElement('dialog');
  dialog.setAttribute('aria-label', 'PayPal checkout');
  // Through the object model: a style attribute would break a strict policy of the host's page.
  Object.assign(dialog.style, {
    position: 'fixed',
    inset: '0',
    width: '100vw',
    height: '100dvh',
    maxWidth: '100vw',
    maxHeight: '100dvh',
    margin: '0',
    padding: '0',
    border: '0',
    overflow: 'hidden',
    background: 'rgba(15, 23, 42, 0.6)',
    colorScheme: 'normal',
  });
  return new Promise((resolve) => {
    const finish = (outcome: 'approved' | 'cancelled'): void => {
      frame.remove();
      dialog.close();
      dialog.remove();
      resolve(outcome);
    };
    const frame = makeFrame(sandbox, '/paypal/checkoutnow', {
      title: 'PayPal checkout',
      query: { token: orderId },
      onMessage: (said) => {
        if (said === 'ready') frame.element.focus();
        if (said === 'approved' || said === 'cancelled') finish(said);
      },
    });
    Object.assign(frame.element.style, {
      display: 'block',
      width: '100%',
      height: '100%',
      border: '0',
      colorScheme: 'light dark',
    });
    dialog.addEventListener('cancel', (event) => {
      event.preventDefault();
      finish('cancelled');
    });
    document.body.append(dialog);
    dialog.append(frame.element);
    dialog.showModal();
    frame.element.focus();
  });
}
