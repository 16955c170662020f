import { html, type TemplateResult } from 'lit';

/** Why something is so, in the server's own words: English, whatever language the reader has chosen. */
export const serverWords = (text: string): TemplateResult => html`<span lang="en" dir="ltr">${text}</span>`;
