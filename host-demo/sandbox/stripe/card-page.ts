import { htmlDocument } from '../pages/html.ts';

/** The frame's document: the fields of every way to pay, of which the script shows those that are offered. */
export function cardPage(): string {
  return htmlDocument({
    title: 'Payment details',
    head: '<link rel="stylesheet" href="/stripe/elements/card.css">\n<script type="module" src="/stripe/elements/card.js"></script>',
    body: `<form novalidate>
<fieldset class="Methods" id="methods" hidden>
<legend class="Label">Pay with</legend>
${choice('card', 'Card')}${choice('au_becs_debit', 'Bank account')}${choice('payto', 'PayTo')}
</fieldset>
<div class="Fields" id="fields-card">${field(
      'number',
      'Card number',
      'inputmode="numeric" autocomplete="cc-number" placeholder="1234 1234 1234 1234"',
      { isWide: true, more: '<span class="Brand" id="brand" aria-live="polite"></span>' },
    )}${field('expiry', 'Expiry date', 'inputmode="numeric" autocomplete="cc-exp" placeholder="MM / YY"')}${field(
      'cvc',
      'Security code',
      'inputmode="numeric" autocomplete="cc-csc" placeholder="CVC"',
    )}</div>
<div class="Fields" id="fields-au_becs_debit" hidden>${field('becs-name', 'Account holder’s name', 'autocomplete="name"', { isWide: true })}${field(
      'becs-email',
      'Email',
      'type="email" autocomplete="email"',
      { isWide: true },
    )}${field('becs-bsb', 'BSB', 'inputmode="numeric" autocomplete="off" placeholder="000-000"')}${field(
      'becs-account',
      'Account number',
      'inputmode="numeric" autocomplete="off" placeholder="000123456"',
    )}
<p class="Note" id="ddr">By paying you agree to this Direct Debit Request and its Service Agreement, and allow Stripe (Debit User ID 507156) to take the amount from this account on behalf of Foyer. You confirm that you may give this agreement alone for the account.</p></div>
<div class="Fields" id="fields-payto" hidden>${field('payto-id', 'PayID', 'autocomplete="off" placeholder="name@example.com or a mobile number"', { isWide: true })}
<p class="Note">Your bank asks you in its app to agree before any money moves.</p>
<p class="Waiting" id="payto-waiting" role="status" hidden>Waiting for your yes in the bank’s app. <a href="/stripe/bank-app" target="_blank" rel="noopener">Open the sandbox’s bank app</a></p></div>
<p class="Note">Test mode: no money moves.</p>
</form>`,
  });
}

const choice = (value: string, label: string): string =>
  `<label class="Method" hidden><input type="radio" name="method" value="${value}"> ${label}</label>`;

function field(
  id: string,
  label: string,
  attributes: string,
  { isWide = false, more = '' }: { isWide?: boolean; more?: string } = {},
): string {
  return `
<div class="Field${isWide ? ' Field--wide' : ''}">
<label class="Label" for="${id}">${label}</label>
<div class="Frame"><input class="Input" id="${id}" aria-invalid="false" aria-describedby="${id}-error" ${attributes}>${more}</div>
<p class="Error" id="${id}-error" role="alert" hidden></p>
</div>`;
}
