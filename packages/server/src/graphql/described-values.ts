/** The values of an enum from a table, each with the description that the table has for it. */
export function describedValues<Table extends Record<string, unknown>>(
  table: Table,
  describe: (row: Table[keyof Table]) => string,
): { [Value in keyof Table]: { description: string } } {
  const values = Object.entries(table).map(([value, row]) => [
    value,
    { description: describe(row as Table[keyof Table]) },
  ]);
  return Object.fromEntries(values);
}

/** For a table whose rows are the descriptions. */
export function asItIs(description: string): string {
  return description;
}
