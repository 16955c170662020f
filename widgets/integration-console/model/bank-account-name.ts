/** A BSB as it is written in Australia, `062-000`, and the number as far as it is shown. */
export function bankAccountName({
  bsb,
  numberMasked,
}: {
  readonly bsb: string | null;
  readonly numberMasked: string;
}): string {
  return bsb ? `${bsb.replace(/^(\d{3})(\d{3})$/, '$1-$2')} ${numberMasked}` : numberMasked;
}
