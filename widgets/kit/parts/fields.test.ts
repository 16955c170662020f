import { expect, fixture, html } from '@open-wc/testing';
import { expectAccessible } from '../testing/accessible.ts';
import { staged } from '../testing/stage.ts';
import './checkbox.ts';
import type { FoyerUiCheckbox } from './checkbox.ts';
import type { FieldElement } from './field.ts';
import './money-field.ts';
import type { FoyerUiMoneyField } from './money-field.ts';
import './search-field.ts';
import type { FoyerUiSearchField } from './search-field.ts';
import './select.ts';
import './text-field.ts';

const control = (field: FieldElement) => {
  const found = field.renderRoot.querySelector<HTMLInputElement>('#control');
  if (!found) throw new Error('No control.');
  return found;
};

async function type(field: FieldElement, text: string, leave = true): Promise<void> {
  control(field).value = text;
  control(field).dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  if (leave) control(field).dispatchEvent(new Event('change', { bubbles: true }));
  await field.updateComplete;
}

const errorOf = (field: FieldElement) =>
  field.renderRoot.querySelector('#error:not([hidden])')?.textContent?.trim();

describe('fields', () => {
  it('can be used by everyone', () =>
    expectAccessible(
      () => html`<div>
        <foyer-ui-text-field label="Reference" hint="On the receipt" optional></foyer-ui-text-field>
        <foyer-ui-text-field label="Email" error="Enter a whole address" value="x" required></foyer-ui-text-field>
        <foyer-ui-text-field label="Message" rows="3" placeholder="To the office"></foyer-ui-text-field>
        <foyer-ui-text-field label="Fixed" value="x" disabled></foyer-ui-text-field>
        <foyer-ui-money-field label="Amount" .cents=${412_050}></foyer-ui-money-field>
        <foyer-ui-select label="Site" .options=${[{ value: 'a', label: 'All' }]}></foyer-ui-select>
        <foyer-ui-search-field label="Search" hide-label value="tower"></foyer-ui-search-field>
        <foyer-ui-checkbox label="Overdue only" hint="After the due day" checked></foyer-ui-checkbox>
        <foyer-ui-checkbox error="Agree to go on">I agree</foyer-ui-checkbox>
      </div>`,
    ));

  it('tell a form their values', async () => {
    const form = await fixture<HTMLFormElement>(html`<form>
      <foyer-ui-text-field name="reference" value="PO 7"></foyer-ui-text-field>
      <foyer-ui-select name="site" value="b" .options=${[{ value: 'a', label: 'A' }, { value: 'b', label: 'B' }]}></foyer-ui-select>
      <foyer-ui-checkbox name="mail" checked></foyer-ui-checkbox><foyer-ui-checkbox name="post"></foyer-ui-checkbox>
    </form>`);
    expect(Object.fromEntries(new FormData(form))).to.deep.equal({
      reference: 'PO 7',
      site: 'b',
      mail: 'on',
    });
  });

  it('fire one change each, heard on the field', async () => {
    const heard: string[] = [];
    const field = await staged<FieldElement>(
      html`<foyer-ui-text-field label="A" @change=${() => heard.push(field.value)}></foyer-ui-text-field>`,
    );
    await type(field, 'abc');
    expect(heard).to.deep.equal(['abc']);
  });
});

describe('foyer-ui-money-field', () => {
  const make = () =>
    staged<FoyerUiMoneyField>(
      html`<foyer-ui-money-field label="Amount" required least="100" most="500000"></foyer-ui-money-field>`,
    );

  it('reads cents exactly and writes them evenly', async () => {
    const field = await make();
    await type(field, '$4,120.5');
    expect(field.cents).to.equal(412_050);
    expect(control(field).value).to.equal('4,120.50');
    expect(errorOf(field)).to.equal(undefined);
  });

  it('does not touch the text while it is typed, and says nothing yet', async () => {
    const field = await make();
    await type(field, '41.', false);
    expect(control(field).value).to.equal('41.');
    expect(field.cents).to.equal(4_100);
    await type(field, '12,5', false);
    expect(field.cents).to.equal(undefined);
    expect(errorOf(field)).to.equal(undefined);
  });

  for (const [text, words] of [
    ['12,5', 'like 1,234.50'],
    ['1.005', 'whole cents'],
    ['5000.01', '$5,000.00 or less'],
    ['0.99', '$1.00 or more'],
    ['', 'Enter an amount'],
  ] as const) {
    it(`says what is wrong with "${text}"`, async () => {
      const field = await make();
      await type(field, text);
      expect(field.cents).to.equal(undefined);
      expect(errorOf(field)).to.contain(words);
      expect(control(field).getAttribute('aria-invalid')).to.equal('true');
      expect(control(field).getAttribute('aria-describedby')).to.contain('error');
    });
  }

  it('writes an amount that is set from outside', async () => {
    const field = await make();
    field.cents = 7;
    await field.updateComplete;
    expect(control(field).value).to.equal('0.07');
  });

  it('is checked on demand, before anything was typed', async () => {
    const field = await make();
    expect(field.check()).to.equal(false);
    await field.updateComplete;
    expect(errorOf(field)).to.contain('Enter an amount');
  });

  it('speaks the locale', async () => {
    const field = await staged<FoyerUiMoneyField>(
      html`<foyer-ui-money-field label="المبلغ" required></foyer-ui-money-field>`,
      { locale: 'ar' },
    );
    field.check();
    await field.updateComplete;
    expect(errorOf(field)).to.equal('أدخل مبلغًا');
    await type(field, '٤١٫٥');
    expect(field.cents).to.equal(4_150);
  });
});

describe('foyer-ui-search-field', () => {
  it('searches after a pause, once for the same text, and at once on Enter and Escape', async () => {
    const heard: string[] = [];
    const field = await staged<FoyerUiSearchField>(html`<foyer-ui-search-field label="Search" pause="20"
      @foyer-ui-search=${(event: CustomEvent<{ text: string }>) => heard.push(event.detail.text)}></foyer-ui-search-field>`);
    await type(field, 'tow', false);
    await type(field, 'tower ', false);
    expect(heard).to.deep.equal([]);
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(heard).to.deep.equal(['tower']);
    control(field).dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
    control(field).dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    expect(heard).to.deep.equal(['tower', '']);
  });
});

describe('foyer-ui-checkbox', () => {
  it('changes by its label, once', async () => {
    let changes = 0;
    const box = await staged<FoyerUiCheckbox>(
      html`<foyer-ui-checkbox label="Overdue only" indeterminate @change=${() => changes++}></foyer-ui-checkbox>`,
    );
    box.renderRoot.querySelector('label')?.click();
    expect(box.checked).to.equal(true);
    expect(box.indeterminate).to.equal(false);
    expect(changes).to.equal(1);
  });
});
