import { aTimeout, expect, html } from '@open-wc/testing';
import { expectAccessible } from '../testing/accessible.ts';
import { staged } from '../testing/stage.ts';
import { waitUntil } from '../testing/wait-until.ts';
import './dialog.ts';
import type { DialogCloseDetail, FoyerUiDialog } from './dialog.ts';
import './menu.ts';
import type { FoyerUiMenu } from './menu.ts';
import './tabs.ts';
import type { FoyerUiTabs } from './tabs.ts';
import './toasts.ts';
import type { FoyerUiToasts } from './toasts.ts';

const press = (target: Element | null | undefined, key: string) =>
  target?.dispatchEvent(
    new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true }),
  );

describe('foyer-ui-dialog', () => {
  const make = (kind: string, onClose: (event: CustomEvent<DialogCloseDetail>) => void = () => undefined) =>
    html`<foyer-ui-dialog kind=${kind} heading="Pay 2 invoices" @foyer-ui-close=${onClose}>
      <p>From Visa ending 4242</p>
      <button slot="footer">Pay $4,120.50</button>
    </foyer-ui-dialog>`;
  const native = (dialog: FoyerUiDialog) => {
    const found = dialog.renderRoot.querySelector('dialog');
    if (!found) throw new Error('No dialog.');
    return found;
  };
  const cancel = (dialog: FoyerUiDialog) =>
    native(dialog).dispatchEvent(new Event('cancel', { cancelable: true }));

  it('can be used by everyone, as a dialog and as a drawer', async () => {
    for (const kind of ['dialog', 'drawer']) {
      await expectAccessible(
        () => make(kind),
        (dialog) => dialog.toggleAttribute('open', true),
      );
    }
  });

  it('is modal, is named by its heading, and gives the focus back', async () => {
    const opener = document.body.appendChild(document.createElement('button'));
    opener.focus();
    const dialog = await staged<FoyerUiDialog>(make('dialog'));
    dialog.open = true;
    await dialog.updateComplete;
    expect(native(dialog).matches(':modal')).to.equal(true);
    expect(dialog.shadowRoot?.activeElement?.id).to.equal('heading');
    dialog.open = false;
    await dialog.updateComplete;
    expect(document.activeElement).to.equal(opener);
    opener.remove();
  });

  it('says why it closes, and can be kept open', async () => {
    const reasons: string[] = [];
    let keep = true;
    const dialog = await staged<FoyerUiDialog>(
      make('dialog', (event) => {
        reasons.push(event.detail.reason);
        if (keep) event.preventDefault();
      }),
    );
    dialog.open = true;
    await dialog.updateComplete;
    cancel(dialog);
    expect(dialog.open).to.equal(true);
    keep = false;
    dialog.renderRoot.querySelector<HTMLElement>('foyer-ui-button')?.click();
    expect(dialog.open).to.equal(false);
    expect(reasons).to.deep.equal(['escape', 'cross']);
  });

  it('closes by a click beside it, and not when it is persistent', async () => {
    const dialog = await staged<FoyerUiDialog>(make('dialog'));
    dialog.persistent = true;
    dialog.open = true;
    await dialog.updateComplete;
    const beside = () =>
      native(dialog).dispatchEvent(new MouseEvent('click', { clientX: 1, clientY: 1, bubbles: true }));
    beside();
    expect(dialog.open).to.equal(true);
    dialog.persistent = false;
    beside();
    expect(dialog.open).to.equal(false);
  });

  it('leaves nothing behind when it is taken off the page while open', async () => {
    const dialog = await staged<FoyerUiDialog>(make('dialog'));
    dialog.open = true;
    await dialog.updateComplete;
    dialog.remove();
    await aTimeout(0);
    expect(document.querySelector(':modal')).to.equal(null);
    expect(document.documentElement.style.overflow + document.body.style.overflow).to.equal('');
  });
});

describe('foyer-ui-menu', () => {
  const items = [
    { key: 'pdf', label: 'Download PDF' },
    { key: 'mail', label: 'Email it' },
    { key: 'void', label: 'Withdraw', critical: true, disabled: true },
  ];
  const make = (heard: unknown[] = []) =>
    html`<foyer-ui-menu .items=${items} @foyer-ui-choose=${(event: CustomEvent) => heard.push(event.detail)}></foyer-ui-menu>`;
  const popup = (menu: FoyerUiMenu) => menu.renderRoot.querySelector<HTMLElement>('[popover]');
  const opener = (menu: FoyerUiMenu) => menu.renderRoot.querySelector('foyer-ui-button');

  it('can be used by everyone, closed and open', async () => {
    await expectAccessible(() => make());
    await expectAccessible(
      () => make(),
      (menu) => menu.shadowRoot?.querySelector('foyer-ui-button')?.click(),
    );
  });

  it('is used by keys alone', async () => {
    const heard: unknown[] = [];
    const menu = await staged<FoyerUiMenu>(make(heard));
    press(opener(menu), 'ArrowDown');
    const focused = () => menu.shadowRoot?.activeElement?.textContent?.trim();
    expect(focused()).to.equal('Download PDF');
    press(menu.shadowRoot?.activeElement, 'ArrowUp');
    expect(focused()).to.equal('Withdraw');
    press(menu.shadowRoot?.activeElement, 'e');
    expect(focused()).to.equal('Email it');
    press(menu.shadowRoot?.activeElement, 'Escape');
    expect(popup(menu)?.matches(':popover-open')).to.equal(false);
    expect(menu.shadowRoot?.activeElement).to.equal(opener(menu));
    opener(menu)?.click();
    const chosen = menu.shadowRoot?.activeElement;
    if (chosen instanceof HTMLElement) chosen.click();
    expect(heard).to.deep.equal([{ key: 'pdf' }]);
  });

  it('does not choose what is disabled', async () => {
    const heard: unknown[] = [];
    const menu = await staged<FoyerUiMenu>(make(heard));
    opener(menu)?.click();
    menu.renderRoot.querySelectorAll<HTMLElement>('[role=menuitem]')[2]?.click();
    expect(heard).to.deep.equal([]);
  });

  it('stays inside the window', async () => {
    const menu = await staged<FoyerUiMenu>(make());
    menu.style.cssText = 'position:fixed;right:0;bottom:0';
    opener(menu)?.click();
    const box = popup(menu)?.getBoundingClientRect();
    expect(box?.right).to.be.at.most(innerWidth);
    expect(box?.bottom).to.be.at.most(innerHeight);
  });
});

describe('foyer-ui-tabs', () => {
  const make = (heard: unknown[] = []) => html`<foyer-ui-tabs label="Invoice" selected="lines"
    .tabs=${[{ key: 'lines', label: 'Lines', count: 4 }, { key: 'history', label: 'History' }]}
    @foyer-ui-tab=${(event: CustomEvent) => heard.push(event.detail)}>
    <p slot="lines">Window cleaning</p>
    <p slot="history">Issued</p>
  </foyer-ui-tabs>`;

  it('can be used by everyone', () => expectAccessible(() => make()));

  it('move by arrow keys, round and round, and show the panel', async () => {
    const heard: unknown[] = [];
    const tabs = await staged<FoyerUiTabs>(make(heard));
    const shown = () => {
      const slot = tabs.renderRoot.querySelector<HTMLSlotElement>('[role=tabpanel] slot');
      return slot?.assignedElements().map((element) => element.textContent);
    };
    expect(shown()).to.deep.equal(['Window cleaning']);
    press(tabs.renderRoot.querySelector('[role=tab]'), 'ArrowRight');
    await tabs.updateComplete;
    expect(shown()).to.deep.equal(['Issued']);
    press(tabs.renderRoot.querySelector('[role=tab]'), 'ArrowRight');
    await tabs.updateComplete;
    expect(shown()).to.deep.equal(['Window cleaning']);
    expect(heard).to.deep.equal([{ key: 'history' }, { key: 'lines' }]);
  });

  it('move the other way from right to left', async () => {
    const tabs = await staged<FoyerUiTabs>(
      html`<foyer-ui-tabs label="x" .tabs=${['a', 'b', 'c'].map((key) => ({ key, label: key }))}></foyer-ui-tabs>`,
      { locale: 'ar' },
    );
    press(tabs.renderRoot.querySelector('[role=tab]'), 'ArrowLeft');
    expect(tabs.selected).to.equal('b');
  });
});

describe('foyer-ui-toasts', () => {
  const make = () => staged<FoyerUiToasts>(html`<foyer-ui-toasts></foyer-ui-toasts>`);
  const texts = (toasts: FoyerUiToasts) =>
    [...toasts.renderRoot.querySelectorAll('.text')].map((text) => text.textContent);

  it('can be used by everyone', () =>
    expectAccessible(
      () => html`<foyer-ui-toasts></foyer-ui-toasts>`,
      async (toasts) => {
        if (!('show' in toasts) || typeof toasts.show !== 'function') throw new Error('Not toasts.');
        toasts.show({ text: 'Paid $4,120.50 across 2 invoices.' });
        toasts.show({ text: 'Not sent.', tone: 'critical', action: { label: 'Try again', run() {} } });
      },
    ));

  it('go by themselves, except what needs an answer, and never more than there is room for', async () => {
    const toasts = await make();
    toasts.show({ text: 'one', duration: 30 });
    toasts.show({ text: 'failed', tone: 'critical' });
    await toasts.updateComplete;
    expect(texts(toasts)).to.deep.equal(['one', 'failed']);
    await waitUntil(() => texts(toasts).length === 1);
    expect(texts(toasts)).to.deep.equal(['failed']);
    for (const text of ['a', 'b', 'c']) toasts.show({ text });
    await toasts.updateComplete;
    expect(texts(toasts)).to.deep.equal(['a', 'b', 'c']);
  });

  it('take no focus', async () => {
    const field = document.body.appendChild(document.createElement('input'));
    field.focus();
    const toasts = await make();
    toasts.show({ text: 'Saved' });
    await toasts.updateComplete;
    expect(document.activeElement).to.equal(field);
    field.remove();
  });

  it('run their action and go', async () => {
    const toasts = await make();
    let runs = 0;
    toasts.show({ text: 'Removed', action: { label: 'Undo', run: () => runs++ } });
    await toasts.updateComplete;
    toasts.renderRoot.querySelector<HTMLElement>('foyer-ui-button')?.click();
    await toasts.updateComplete;
    expect([runs, texts(toasts).length]).to.deep.equal([1, 0]);
  });
});
