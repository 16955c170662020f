/** The switches on the sandbox's front page. */
const said = document.getElementById('said');
const forms = [...document.querySelectorAll<HTMLFormElement>('form[data-part]')];

type Rule = { outage?: string; deliver?: string; times: number | null; match?: string | null };
type State = Record<string, Record<string, Rule | Rule[]>>;

for (const form of forms) {
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void change(form);
  });
}
document.getElementById('reset')?.addEventListener('click', () => void reset());
void show();

async function change(form: HTMLFormElement): Promise<void> {
  const [vendor = '', part = ''] = (form.dataset.part ?? '').split('.');
  const field = form.dataset.field ?? '';
  const values = new FormData(form);
  const text = (name: string): string => String(values.get(name) ?? '').trim();
  const rule = {
    [field]: text(field),
    times: text('times') === '' ? null : Number(text('times')),
    ...(text('match') === '' ? {} : { match: text('match') }),
  };
  await put({ [vendor]: { [part]: rule } });
}

async function reset(): Promise<void> {
  await put({
    stripe: { api: [], webhook: { deliver: 'normal' } },
    paypal: { api: [], webhook: { deliver: 'normal' } },
    mail: { smtp: { outage: 'none' } },
  });
}

async function put(wanted: unknown): Promise<void> {
  const response = await fetch('/control/faults', {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(wanted),
  });
  const answer: { error?: string } = await response.json();
  tell(response.ok ? 'Switched.' : (answer.error ?? 'That did not work.'));
  await show();
}

async function show(): Promise<void> {
  const response = await fetch('/control/faults');
  const state: State = await response.json();
  for (const form of forms) {
    const [vendor = '', part = ''] = (form.dataset.part ?? '').split('.');
    const found = state[vendor]?.[part];
    const rule = Array.isArray(found) ? found[0] : found;
    const value = rule?.outage ?? rule?.deliver ?? 'none';
    const isBroken = value !== 'none' && value !== 'normal' && rule?.times !== 0;
    form.classList.toggle('is-broken', isBroken);
    const place = form.querySelector('[data-state]');
    if (place) place.textContent = isBroken ? described(form, value, rule?.times ?? null) : 'Works';
  }
}

function described(form: HTMLFormElement, value: string, times: number | null): string {
  const option = [...form.querySelectorAll('option')].find((candidate) => candidate.value === value);
  const name = option?.textContent ?? value;
  return times === null ? name : `${name}, ${times} more`;
}

function tell(text: string): void {
  if (said) said.textContent = text;
}
