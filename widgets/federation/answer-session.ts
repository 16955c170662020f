import { answerAtDocument } from '../kit/session/context-root.ts';

/** Imported before an element is defined: elements that stand in the page already ask for their session at once. */
answerAtDocument();
