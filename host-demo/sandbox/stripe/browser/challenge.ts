import { FrameChannel } from './frame-channel.ts';

/** Shows the bank's challenge over the page until it is answered. */
export function showChallenge(sandbox: string, intentId: string, clientSecret: string): Promise<void> {
  const dialog = document.createElement('dialog');
  dialog.setAttribute('aria-label', 'Confirm this payment with your bank');
  place(dialog.style, {
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
  // Only the bank's two answers end the challenge; a stray Escape must not leave the payment hanging.
  dialog.addEventListener('cancel', (event) => event.preventDefault());

  return new Promise((resolve) => {
    const finish = (): void => {
      channel.remove();
      dialog.close();
      dialog.remove();
      resolve();
    };
    const query = new URLSearchParams({ client_secret: clientSecret });
    const channel = new FrameChannel({
      url: `${sandbox}/stripe/challenge/${encodeURIComponent(intentId)}?${query}`,
      title: '3-D Secure challenge',
      settings: () => ({ appearance: {}, locale: 'auto', name: '', readOnly: false }),
      onMessage: (message) => {
        if ('notice' in message && message.notice === 'challenge-done') finish();
      },
      onFailure: finish,
    });
    place(channel.element.style, {
      display: 'block',
      width: '100%',
      height: '100%',
      border: '0',
      // As in the frame's own style sheet, or the host's page would vanish behind an opaque canvas.
      colorScheme: 'light dark',
    });
    document.body.append(dialog);
    channel.appendTo(dialog);
    dialog.showModal();
    channel.element.focus();
  });
}

/** Through the object model: a style attribute would break a strict policy of the host's page. */
function place(style: CSSStyleDeclaration, values: Partial<CSSStyleDeclaration>): void {
  Object.assign(style, values);
}
