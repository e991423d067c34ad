import { Command } from 'commander';
import { parseConfig } from '../src/config.ts';
import { Prisma } from '../src/generated/prisma/client.ts';
import { openContext } from './context.ts';
import { openAccount, readId } from './id.ts';

const rowsAtOnce = 1_000;
/** A large account takes its time; the snapshot is held open for it. */
const withinMs = 60 * 60_000;

/** What an account owns, in the order in which rows need each other. Secrets stay behind. */
const tables = [
  'account',
  'member',
  'integration',
  'job',
  'sequence',
  'contact',
  'enrollment',
  'activity',
  'sync',
  'sync_history',
  'candidate_link',
  'application',
  'duplicate_mark',
  'resync_run',
  'audit_entry',
] as const;

export function exportCommand(): Command {
  return new Command('export')
    .description('everything an account owns, as one JSON line a row: {"table": …, "row": …}')
    .requiredOption('--account <id>', 'whose', readId)
    .action(async ({ account }: { account: string }) => {
      await using context = openContext(parseConfig(process.env));
      const database = await openAccount(context, account);
      await database.$transaction(
        async (tx) => {
          await tx.$executeRaw`SELECT set_config('statement_timeout', '0', true)`;
          for (const table of tables) for await (const line of linesOf(tx, table)) process.stdout.write(line);
        },
        { timeout: withinMs },
      );
    });
}

/** The wall shows the account's own rows alone. A cursor holds one page of them at a time. */
async function* linesOf(tx: Prisma.TransactionClient, table: string): AsyncGenerator<string> {
  await tx.$executeRaw`DECLARE exported NO SCROLL CURSOR FOR
    SELECT (SELECT jsonb_object_agg(key, value) FROM jsonb_each(to_jsonb(t))
      WHERE NOT starts_with(key, 'sealed_') AND key <> 'credential_hint') AS row
    FROM ${Prisma.raw(table)} t`;
  for (;;) {
    const rows = await tx.$queryRawUnsafe<{ row: unknown }[]>(`FETCH ${rowsAtOnce} FROM exported`);
    if (rows.length === 0) break;
    yield rows.map(({ row }) => `${JSON.stringify({ table, row })}\n`).join('');
  }
  await tx.$executeRaw`CLOSE exported`;
}
