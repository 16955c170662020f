/** As the server's contract has it: three letters at least. */
export function reasonIsUsable(reason: string): boolean {
  return reason.trim().length >= 3;
}
