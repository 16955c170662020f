import { connectToHost, say } from './frame-port.ts';

/** The bank's page: asks the cardholder, tells the stand-in bank, then gives way. */
const query = new URLSearchParams(window.location.search);
const buttons = [...document.querySelectorAll<HTMLButtonElement>('button[data-outcome]')];
const status = document.getElementById('status');
let port: MessagePort | undefined;

const { isFramed } = connectToHost((connected) => {
  port = connected;
  open(true);
  buttons[0]?.focus();
});
// An answer can be given once there is somebody to tell it to.
if (!isFramed) open(true);

// Without a page around it, the challenge needs a ground of its own.
document.body.classList.toggle('is-page', !isFramed);

for (const button of buttons) {
  button.addEventListener('click', () => void decide(button.dataset.outcome ?? 'fail'));
}

async function decide(outcome: string): Promise<void> {
  open(false);
  tell('Telling your bank…');
  try {
    const response = await fetch(window.location.pathname, {
      method: 'POST',
      credentials: 'omit',
      body: new URLSearchParams({ outcome, client_secret: query.get('client_secret') ?? '' }),
    });
    if (!response.ok) throw new Error(String(response.status));
    const { status: result }: { status: string } = await response.json();
    leave(result);
  } catch {
    tell('The bank did not answer. Try again.');
    open(true);
  }
}

function open(isOpen: boolean): void {
  for (const button of buttons) button.disabled = !isOpen;
}

function leave(result: string): void {
  const back = query.get('return_url');
  if (isFramed && port) say(port, { notice: 'challenge-done' });
  else if (back !== null && URL.canParse(back)) window.location.assign(withResult(back, result));
  else tell('Done. You can close this page.');
}

function withResult(back: string, result: string): string {
  const url = new URL(back);
  if (!/^https?:$/.test(url.protocol)) return window.location.origin;
  const secret = query.get('client_secret') ?? '';
  url.searchParams.set('payment_intent', secret.split('_secret_')[0] ?? '');
  url.searchParams.set('payment_intent_client_secret', secret);
  url.searchParams.set('redirect_status', result === 'succeeded' ? 'succeeded' : 'failed');
  return url.href;
}

function tell(text: string): void {
  if (status) status.textContent = text;
}
