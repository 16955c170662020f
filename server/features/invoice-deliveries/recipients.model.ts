export type Member = {
  userId: string;
  email: string;
  role: string;
  /** Null: every site. */
  siteIds: readonly string[] | null;
};

/**
 * Who gets an invoice: the client's finance people who may see it, and where there is none its administrators. An
 * invoice of the client as a whole, without sites, is seen by those of every site alone.
 */
export function recipientsOf(members: readonly Member[], invoiceSiteIds: readonly string[]): Member[] {
  const may = members.filter(
    ({ siteIds }) =>
      siteIds === null || (invoiceSiteIds.length > 0 && invoiceSiteIds.every((id) => siteIds.includes(id))),
  );
  const ofRole = (role: string) => may.filter((member) => member.role === role);
  const finance = ofRole('finance');
  return finance.length > 0 ? finance : ofRole('admin');
}
