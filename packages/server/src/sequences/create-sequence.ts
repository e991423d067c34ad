import { type Actor, recordChange } from '../audit/record-change.ts';
import type { Database } from '../database/client.ts';
import { done, invalid, type Result } from '../problem.ts';

const longestName = 200;

export async function createSequence(
  database: Database,
  actor: Actor,
  input: { readonly name: string },
): Promise<Result<{ readonly sequenceId: string }>> {
  const name = input.name.trim();
  if (name === '') return invalid('The name is empty.', ['name']);
  if (name.length > longestName) return invalid(`The name is longer than ${longestName} characters.`, ['name']);
  return database.$transaction(async (tx) => {
    const { id } = await tx.sequence.create({ data: { accountId: actor.accountId, name } });
    await recordChange(tx, actor, { action: 'sequence.create', target: id, summary: `Created the sequence ${name}.` });
    return done({ sequenceId: id });
  });
}
