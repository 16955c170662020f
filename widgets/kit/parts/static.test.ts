import { expect, html } from '@open-wc/testing';
import { css, LitElement, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { define } from '../define.ts';
import { sharedStyles } from '../shared.styles.ts';
import { expectAccessible } from '../testing/accessible.ts';
import { staged } from '../testing/stage.ts';
import './badge.ts';
import { layoutStyles } from './layout.styles.ts';
import { backLink, breadcrumbs, facts, panel, timeline } from './layout.ts';
import './progress.ts';
import './segments.ts';
import type { FoyerUiSegments } from './segments.ts';
import { statesStyles } from './states.styles.ts';
import { banner, emptyPanel, errorPanel, notePanel, skeleton } from './states.ts';

class Holder extends LitElement {
  static override styles = [sharedStyles, statesStyles, layoutStyles, css``];
  @property({ attribute: false }) content: unknown;
  protected override render(): unknown {
    return this.content;
  }
}
define('x-holder', Holder);
const held = (content: unknown): TemplateResult => html`<x-holder .content=${content}></x-holder>`;

describe('states', () => {
  it('can be read by everyone', async () => {
    for (const tone of ['info', 'caution', 'critical', 'positive'] as const) {
      await expectAccessible(() => held(banner({ tone, title: 'Out of date.', body: 'As of 3 Mar 2026.' })));
    }
    await expectAccessible(() =>
      held(html`${errorPanel({ title: 'No answer', body: 'The rest works.', smallPrint: 'Request 01J9' })}
        ${emptyPanel({ title: 'No invoices yet', body: 'They appear on the day they are issued.' })}
        ${notePanel({ title: 'Not signed in' })} ${skeleton('Loading')}`),
    );
  });

  it('announce an error at once, and keep the request id in small print', async () => {
    const holder = await staged<Holder>(held(errorPanel({ title: 'No answer', smallPrint: 'Request 01J9' })));
    expect(holder.renderRoot.querySelector('[role=alert]')?.textContent).to.contain('No answer');
    expect(holder.renderRoot.querySelector('.small-print')?.textContent).to.equal('Request 01J9');
  });
});

describe('layout', () => {
  it('can be read by everyone', () =>
    expectAccessible(() =>
      held(html`${breadcrumbs('You are here', [{ label: 'Finance', go() {} }, { label: 'INV-1042' }])}
        ${backLink('All invoices', () => undefined)}
        ${panel(
          'History',
          timeline([
            { what: 'Paid', when: '3 Mar 2026', at: '2026-03-03', figure: '$1.00', tone: 'positive' },
            {
              what: 'Declined',
              when: '2 Mar 2026',
              at: '2026-03-02',
              tone: 'critical',
              note: 'Card expired',
            },
          ]),
        )}
        ${facts([
          ['Due', '3 Mar 2026'],
          ['PO', null],
        ])}`),
    ));

  it('leaves out facts without a value', async () => {
    const holder = await staged<Holder>(
      held(
        facts([
          ['Due', '3 Mar 2026'],
          ['PO', null],
          ['Ref', ''],
        ]),
      ),
    );
    expect([...holder.renderRoot.querySelectorAll('dt')].map((dt) => dt.textContent)).to.deep.equal(['Due']);
  });
});

describe('foyer-ui-badge, foyer-ui-progress', () => {
  it('can be read by everyone', () =>
    expectAccessible(
      () => html`<div>
        ${['neutral', 'positive', 'caution', 'critical', 'info', 'accent'].map(
          (tone) => html`<foyer-ui-badge tone=${tone} label="Paid"></foyer-ui-badge>`,
        )}
        <foyer-ui-progress label="Preparing statements" done="14" total="36"></foyer-ui-progress>
        <foyer-ui-progress label="Asking the bank"></foyer-ui-progress>
      </div>`,
    ));

  it('progress tells its count', async () => {
    const progress = await staged(
      html`<foyer-ui-progress label="x" done="14" total="36"></foyer-ui-progress>`,
    );
    expect(progress.shadowRoot?.querySelector('.count')?.textContent).to.equal('14 of 36');
  });
});

describe('foyer-ui-segments', () => {
  const segments = [
    { key: 'current', label: 'Not due', amountCents: 400_00, note: '9 invoices' },
    { key: '1_30', label: '1 to 30 days', amountCents: 100_00 },
    { key: '31_60', label: '31 to 60 days', amountCents: 0 },
  ];
  const make = (heard: unknown[] = []) => html`<foyer-ui-segments label="By age" .segments=${segments}
    @foyer-ui-segment=${(event: CustomEvent) => heard.push(event.detail)}></foyer-ui-segments>`;

  it('can be used by everyone', () => expectAccessible(() => make()));

  it('draws bars from zero, in proportion', async () => {
    const strip = await staged<FoyerUiSegments>(make());
    const shares = [...strip.renderRoot.querySelectorAll<HTMLElement>('.bar')].map((bar) =>
      bar.style.getPropertyValue('--share'),
    );
    expect(shares).to.deep.equal(['1', '0.25', '0']);
  });

  it('chooses, and lets go', async () => {
    const heard: unknown[] = [];
    const strip = await staged<FoyerUiSegments>(make(heard));
    const button = strip.renderRoot.querySelectorAll('button')[1];
    button?.click();
    await strip.updateComplete;
    expect(button?.getAttribute('aria-pressed')).to.equal('true');
    button?.click();
    expect(heard).to.deep.equal([{ key: '1_30' }, { key: undefined }]);
  });
});
