import type { z } from 'zod';
import { done, invalid, type Problem, type Result } from '../problem.ts';

/** The most items that one call may bring. */
const batchLimit = 1_000;

/** One item of a batch: taken, or refused with the field that is at fault (S8.2). */
export type Parsed<T> =
  | { readonly index: number; readonly item: T }
  | { readonly index: number; readonly problem: Problem };

/** Parses each item on its own: a bad one costs no good one. `name` is the argument that holds the list. */
export function parseBatch<Schema extends z.ZodType>(
  schema: Schema,
  batch: { readonly name: string; readonly items: readonly unknown[] },
): Result<readonly Parsed<z.output<Schema>>[]> {
  if (batch.items.length > batchLimit)
    return invalid(`At most ${batchLimit} items may be sent in one call.`, [batch.name]);
  return done(batch.items.map((raw, index) => parseItem(schema, { name: batch.name, index, raw })));
}

function parseItem<Schema extends z.ZodType>(
  schema: Schema,
  { name, index, raw }: { name: string; index: number; raw: unknown },
): Parsed<z.output<Schema>> {
  const parsed = schema.safeParse(raw);
  if (parsed.success) return { index, item: parsed.data };
  const issue = parsed.error.issues[0];
  const field = issue?.path.map(String) ?? [];
  return {
    index,
    problem: {
      code: 'INVALID_INPUT',
      message: `${field.join('.') || 'The item'} ${issue?.message ?? 'is not valid'}.`,
      path: [name, String(index), ...field],
    },
  };
}
