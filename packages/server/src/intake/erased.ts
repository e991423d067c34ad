import { emailKey } from '@handoff/core';
import type { Transaction } from '../database/client.ts';
import type { Problem } from '../problem.ts';
import { erasedAddresses } from '../security/erased-addresses.ts';
import type { Intake } from './intake.ts';

/** Leaves out what is about a person who was erased: nothing of it is kept (S9.3). Answers with the rest, and with the addresses that were left out. */
export async function withoutErased<Item extends { readonly email: string | null }>(
  tx: Transaction,
  { vault, accountId }: Pick<Intake, 'vault'> & { accountId: string },
  items: readonly Item[],
): Promise<{ readonly kept: readonly Item[]; readonly erased: ReadonlySet<string> }> {
  const keys = items.flatMap(({ email }) => (email === null ? [] : [emailKey(email)]));
  const erased = await erasedAddresses(tx, { vault, accountId }, [...new Set(keys)]);
  return { kept: items.filter(({ email }) => email === null || !erased.has(emailKey(email))), erased };
}

export function erasedProblem(path: readonly string[]): Problem {
  const message = 'This person asked to be forgotten: nothing about them is kept.';
  return { code: 'CONFLICT', message, path, remedy: 'Stop sending what is about them.' };
}
