import { html, type TemplateResult } from 'lit';
import type { BankLineView } from '../../../server/features/bank/bank.contract.ts';

/** Why something is so, in the server's own words: English, whatever language the reader has chosen. */
export const serverWords = (text: string): TemplateResult => html`<span lang="en" dir="ltr">${text}</span>`;

/** Why a line is matched, or not: who excludes it or undoes its match gives a reason in a language of their own. */
export const reasonOf = ({
  rule,
  decision,
  explanation,
}: NonNullable<BankLineView['match']>): TemplateResult =>
  rule === 'person' && decision !== 'confirmed'
    ? html`<span dir="auto">${explanation}</span>`
    : serverWords(explanation);
