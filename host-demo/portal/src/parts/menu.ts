import { html, type TemplateResult } from 'lit';

type Menu = {
  readonly label: string;
  readonly summary: unknown;
  readonly kind: string;
  readonly opened?: () => void;
};

/** A panel under a button: a native disclosure that closes by Escape, by a click elsewhere and by following a link. */
export function menu({ label, summary, kind, opened }: Menu, content: unknown): TemplateResult {
  return html`<details class="menu ${kind}" @toggle=${(event: Event) => toggled(event, opened)} @keydown=${closeByKey} @focusout=${left}>
    <summary aria-label=${label}>${summary}</summary>
    <div class="menu-panel" @click=${followed}>${content}</div>
  </details>`;
}

function toggled(event: Event, opened: (() => void) | undefined): void {
  const details = event.currentTarget;
  if (!(details instanceof HTMLDetailsElement)) return;
  if (!details.open) return;
  opened?.();
  const outside = (click: Event) => {
    if (click.composedPath().includes(details)) return;
    details.open = false;
    document.removeEventListener('pointerdown', outside);
  };
  document.addEventListener('pointerdown', outside);
}

function closeByKey(event: KeyboardEvent): void {
  const details = event.currentTarget;
  if (event.key !== 'Escape' || !(details instanceof HTMLDetailsElement) || !details.open) return;
  details.open = false;
  details.querySelector('summary')?.focus();
}

function left(event: FocusEvent): void {
  const details = event.currentTarget;
  if (!(details instanceof HTMLDetailsElement) || !(event.relatedTarget instanceof Node)) return;
  if (!details.contains(event.relatedTarget)) details.open = false;
}

function followed(event: Event): void {
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  const details = link?.closest('details');
  if (details) details.open = false;
}
