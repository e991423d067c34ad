import pg from 'pg';

/** A statement as the product has sent it. */
export type Recorded = { readonly text: string; readonly values: unknown[] };

const query = pg.Client.prototype.query;
let recording: Recorded[] | null = null;

pg.Client.prototype.query = function recorded(this: pg.Client, ...args: unknown[]) {
  const [first, values] = args;
  if (typeof first === 'string') recording?.push({ text: first, values: Array.isArray(values) ? values : [] });
  else if (first instanceof Object && 'text' in first) {
    const given = Reflect.get(first, 'values');
    recording?.push({ text: String(first.text), values: Array.isArray(given) ? given : [] });
  }
  return Reflect.apply(query, this, args);
} as typeof query;

/** What this process asks of PostgreSQL meanwhile, in order. Nothing else may be under way. */
export async function statementsDuring(work: () => Promise<unknown>): Promise<readonly Recorded[]> {
  const statements: Recorded[] = [];
  recording = statements;
  await work().finally(() => {
    recording = null;
  });
  return statements;
}
