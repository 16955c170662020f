/** The buttons of the payer's bank: each tells the stand-in bank, then shows what became of it. */
export {};

const said = document.getElementById('said');

for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-address]'))
  button.addEventListener('click', () => void act(button));

async function act(button: HTMLButtonElement): Promise<void> {
  const { address = '', field = '', value = '' } = button.dataset;
  button.disabled = true;
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ [field]: value }),
  }).catch(() => undefined);
  if (response?.ok) window.location.reload();
  else {
    if (said) said.textContent = 'That did not work.';
    button.disabled = false;
  }
}
