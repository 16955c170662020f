/**
 * Rows as text for `json_to_recordset`, where a key that is not there reads as null: nulls are left out, which halves what
 * the database has to read of wide rows.
 */
export const recordset = (rows: readonly object[]): string =>
  JSON.stringify(rows, (_key, value) => value ?? undefined);
