import type { Sync as SyncRow } from '../../generated/prisma/client.ts';
import type { Problem } from '../../problem.ts';
import type { AskedSync } from '../../resync/asked-sync.ts';
import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { ItemError } from '../user-error-types.ts';
import { Sync } from './sync.ts';

type Row = { readonly index: number; readonly sync: SyncRow | null; readonly error: { problem: Problem } | null };

/** What became of one sync that was named: the result type of a mutation over many. */
export function askedSyncType(name: string) {
  return builder.objectRef<Row>(name).implement({
    description: 'What became of one of those that were named.',
    fields: (t) => ({
      index: t.exposeInt('index', { description: 'Its place in the request, from 0.' }),
      sync: t.field({
        type: Sync,
        nullable: true,
        description: 'As it is now; null when there is no such sync.',
        resolve: ({ sync }) => sync,
      }),
      error: t.expose('error', { type: ItemError, nullable: true, description: 'Why it stays as it was.' }),
    }),
  });
}

/** The rows of what was asked, read by one statement. */
export async function askedRows(
  asked: readonly AskedSync[],
  { database, caller: { accountId } }: Context,
): Promise<Row[]> {
  const ids = asked.flatMap(({ syncId }) => syncId ?? []);
  const found = await database.sync.findMany({ where: { accountId, id: { in: ids } } });
  const byId = new Map(found.map((sync) => [sync.id, sync]));
  return asked.map(({ index, syncId, problem }) => ({
    index,
    sync: byId.get(syncId ?? '') ?? null,
    error: problem && { problem },
  }));
}
