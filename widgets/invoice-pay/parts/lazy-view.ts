import type { CSSResult, TemplateResult } from 'lit';
import type { Paying } from '../controllers/paying.ts';
import type { Widget } from './widget.ts';

/** What a module of a view exports: how it is drawn, its styles, and the words that must be there first. */
export type LazyView = {
  readonly view: (widget: Widget) => TemplateResult;
  readonly styles: CSSResult;
  readonly catalogue: { load(locale: Widget['language']): Promise<void> };
};

/** The first view brings the words that every other view uses too, and what can pay. */
export type FirstView = LazyView & {
  readonly catalogue: { in(locale: Widget['language']): Widget['t'] };
  readonly Paying: typeof Paying;
};
