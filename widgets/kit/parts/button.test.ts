import { expect, fixture, html } from '@open-wc/testing';
import { plusIcon } from '../icons.ts';
import { expectAccessible } from '../testing/accessible.ts';
import { staged } from '../testing/stage.ts';
import './button.ts';
import type { FoyerUiButton } from './button.ts';

const inner = (button: FoyerUiButton) => button.renderRoot.querySelector<HTMLElement>('.button');

describe('foyer-ui-button', () => {
  it('can be used by everyone, in every variant', () =>
    expectAccessible(
      () => html`<div>
        ${['primary', 'secondary', 'quiet', 'critical'].map(
          (variant) => html`<foyer-ui-button variant=${variant}>Pay $1.00</foyer-ui-button>
            <foyer-ui-button variant=${variant} busy>Pay $1.00</foyer-ui-button>
            <foyer-ui-button variant=${variant} disabled>Pay $1.00</foyer-ui-button>`,
        )}
        <foyer-ui-button icon label="Add">${plusIcon()}</foyer-ui-button>
        <foyer-ui-button href="#here">Receipt</foyer-ui-button>
      </div>`,
    ));

  it('is clicked by mouse, by Enter and by Space of the native button inside', async () => {
    let clicks = 0;
    const button = await staged<FoyerUiButton>(
      html`<foyer-ui-button @click=${() => clicks++}>Pay</foyer-ui-button>`,
    );
    inner(button)?.click();
    button.click();
    expect(clicks).to.equal(2);
    expect(inner(button)?.localName).to.equal('button');
  });

  it('ignores clicks while busy or disabled, and keeps its focus while busy', async () => {
    let clicks = 0;
    const button = await staged<FoyerUiButton>(
      html`<foyer-ui-button @click=${() => clicks++}><span>Pay</span></foyer-ui-button>`,
    );
    button.focus();
    button.busy = true;
    await button.updateComplete;
    inner(button)?.click();
    button.click();
    button.querySelector('span')?.click();
    expect(clicks).to.equal(0);
    expect(button.shadowRoot?.activeElement).to.equal(inner(button));
    expect(inner(button)?.getAttribute('aria-disabled')).to.equal('true');
    button.busy = false;
    button.disabled = true;
    await button.updateComplete;
    button.click();
    expect(clicks).to.equal(0);
  });

  it('looks the same in every filled variant when it is disabled: none seems to wait for a press', async () => {
    const looks: string[] = [];
    for (const variant of ['secondary', 'primary', 'critical'] as const) {
      const button = await staged<FoyerUiButton>(
        html`<foyer-ui-button variant=${variant} disabled>Match $615.00</foyer-ui-button>`,
      );
      const { backgroundColor, color, borderColor } = getComputedStyle(inner(button) as HTMLElement);
      looks.push([backgroundColor, color, borderColor].join(' '));
    }
    expect(new Set(looks).size).to.equal(1);
  });

  it('keeps its width while busy', async () => {
    const button = await staged<FoyerUiButton>(html`<foyer-ui-button>Pay $4,120.50</foyer-ui-button>`);
    const { width } = button.getBoundingClientRect();
    button.busy = true;
    await button.updateComplete;
    expect(button.getBoundingClientRect().width).to.equal(width);
  });

  it('submits and resets the form around it', async () => {
    const form = await fixture<HTMLFormElement>(html`<form>
      <input name="a" value="1" />
      <foyer-ui-button type="submit">Send</foyer-ui-button><foyer-ui-button type="reset">Undo</foyer-ui-button>
    </form>`);
    const heard: string[] = [];
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      heard.push('submit');
    });
    form.addEventListener('reset', () => heard.push('reset'));
    for (const button of form.querySelectorAll('foyer-ui-button')) button.click();
    expect(heard).to.deep.equal(['submit', 'reset']);
  });
});
