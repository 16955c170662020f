/** By which way money came, as far as the line says. */
export const railOf = ({
  crn,
  narrative,
}: {
  crn: string | null;
  narrative: string;
}): 'bpay' | 'cheque' | 'eft' =>
  crn !== null || /\bBPAY\b/i.test(narrative)
    ? 'bpay'
    : /\b(CHEQUE|CHQ)\b/i.test(narrative)
      ? 'cheque'
      : 'eft';
