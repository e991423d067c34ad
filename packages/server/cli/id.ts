import { InvalidArgumentError } from 'commander';
import { z } from 'zod';
import type { CommandContext } from './context.ts';
import { CommandFault } from './exit-code.ts';

/** Reads an id as the other commands print it. */
export function readId(text: string): string {
  const id = z.uuid().safeParse(text).data;
  if (id === undefined)
    throw new InvalidArgumentError('It is no id: ids look like 01890000-0000-7000-8000-000000000000.');
  return id;
}

/** All there is to one account, once it is known that there is such an account. */
export async function openAccount({ tenancy }: CommandContext, id: string) {
  const database = tenancy.forAccount(id);
  if ((await database.account.count({ where: { id } })) === 0) throw new CommandFault(`There is no account ${id}.`);
  return database;
}
