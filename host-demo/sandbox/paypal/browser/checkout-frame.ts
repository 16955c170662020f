import { tellHost } from './messages.ts';

/** PayPal's page: shows what is asked for, takes the payer's word and gives way. */
const form = document.querySelector('form');
const status = document.getElementById('status');
const buttons = [...document.querySelectorAll('button')];

document.querySelector('[data-cancel]')?.addEventListener('click', () => leave('cancelled'));
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') leave('cancelled');
});
form?.addEventListener('submit', (event) => {
  event.preventDefault();
  void agree(form);
});
(document.querySelector<HTMLElement>('select') ?? buttons[0])?.focus();
tellHost('ready');

async function agree(asked: HTMLFormElement): Promise<void> {
  for (const button of buttons) button.disabled = true;
  tell('One moment…');
  try {
    const funding = String(new FormData(asked).get('funding') ?? '');
    const response = await fetch(window.location.pathname, {
      method: 'POST',
      credentials: 'omit',
      body: new URLSearchParams({ token: asked.dataset.token ?? '', funding }),
    });
    if (!response.ok) throw new Error(String(response.status));
    leave('approved');
  } catch {
    tell('That did not work. Try again, or cancel.');
    for (const button of buttons) button.disabled = false;
  }
}

function leave(outcome: 'approved' | 'cancelled'): void {
  if (!tellHost(outcome))
    tell(outcome === 'approved' ? 'Agreed. You can close this page.' : 'You can close this page.');
}

function tell(text: string): void {
  if (status) status.textContent = text;
}
