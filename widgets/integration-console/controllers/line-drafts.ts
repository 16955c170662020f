import { FormDraft } from '../../kit/form-draft.ts';
import type { FoyerSession } from '../../kit/session/session.ts';

/** What somebody has begun about a line of a statement: who its money is, and why it is set aside or taken back. */
export const splitDraft = ({ me }: FoyerSession, lineId: string): FormDraft =>
  new FormDraft(`split:${lineId}`, me);
export const reasonDraft = ({ me }: FoyerSession, lineId: string): FormDraft =>
  new FormDraft(`reason:${lineId}`, me);

/** The line is decided: nothing that was begun about it is wanted any more. */
export function dropLineDrafts(session: FoyerSession, lineId: string): void {
  splitDraft(session, lineId).drop();
  reasonDraft(session, lineId).drop();
}
