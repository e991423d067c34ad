import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { Command } from 'commander';
import { parseConfig } from '../src/config.ts';
import type { Database } from '../src/database/client.ts';
import type { Result } from '../src/problem.ts';
import { previewResync, type ResyncPreview } from '../src/resync/preview.ts';
import { type RunProgress, readRuns } from '../src/resync/read-runs.ts';
import type { ResyncRequest } from '../src/resync/selection.ts';
import { startResync } from '../src/resync/start.ts';
import { openContext } from './context.ts';
import { CommandFault } from './exit-code.ts';
import { openAccount, readId } from './id.ts';
import { actorOf } from './member.ts';
import { columns, print } from './print.ts';

type Options = { account: string; integration: string; sequence?: string; member?: string; dryRun?: true };

const askEveryMs = 500;

export function resyncCommand(): Command {
  return new Command('resync')
    .description('backfills an account’s contacts that have not synced yet, under its settings of now')
    .requiredOption('--account <id>', 'whose', readId)
    .requiredOption('--integration <id>', 'to which ATS, as `integrations check` shows it', readId)
    .option('--sequence <id>', 'only those of this sequence', readId)
    .option('--member <email>', 'who asks for it (default: the first owner)')
    .option('--dry-run', 'says what it would do, and does nothing')
    .action(async (options: Options, command: Command) => {
      await using context = openContext(parseConfig(process.env));
      const { account: accountId } = options;
      const database = await openAccount(context, accountId);
      const request = requestOf(options);
      if (options.dryRun) {
        const preview = expectDone(await previewResync({ ...context, database }, accountId, request));
        return print(command, { json: preview, text: forecastOf(preview) });
      }
      const actor = await actorOf(database, { accountId, email: options.member });
      // The sweep of a worker finds what is due within a second.
      const engine = { database, wakeOwners: async () => {} };
      const { runId } = expectDone(await startResync(engine, actor, { ...request, idempotencyKey: randomUUID() }));
      const progress = await follow(database, { accountId, runId });
      print(command, { json: { runId, ...progress }, text: countsOf(progress) });
      if (progress.counts.failed > 0) process.exitCode = 1;
    });
}

function requestOf({ integration, sequence }: Options): ResyncRequest {
  const of =
    sequence === undefined ? ({ kind: 'ALL' } as const) : ({ kind: 'SEQUENCE', sequenceId: sequence } as const);
  return { integrationId: integration, of, states: null, errorCodes: null, overrides: [] };
}

function expectDone<T>(result: Result<T>): T {
  if (!result.ok) throw new CommandFault([result.problem.message, result.problem.remedy].filter(Boolean).join(' '));
  return result.value;
}

/** Shows how far it is, where a person watches, until nobody is left to wait for. */
async function follow(database: Database, run: { accountId: string; runId: string }): Promise<RunProgress> {
  for (;;) {
    const progress = (await readRuns(database, run.accountId, [run.runId])).get(run.runId);
    if (!progress) throw new CommandFault(`The run ${run.runId} is gone.`);
    if (process.stderr.isTTY) process.stderr.write(`\r${barOf(progress)}`);
    if (progress.counts.pending === 0) {
      if (process.stderr.isTTY) process.stderr.write('\n');
      return progress;
    }
    await wait(askEveryMs);
  }
}

const barWidth = 30;

function barOf({ counts }: RunProgress): string {
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const share = total === 0 ? 1 : 1 - counts.pending / total;
  const full = Math.round(share * barWidth);
  const bar = `${'█'.repeat(full)}${'░'.repeat(barWidth - full)}`;
  return `${bar} ${total - counts.pending} of ${total}, ${counts.failed} failed `;
}

function countsOf({ counts, failures }: RunProgress): string {
  const rows = Object.entries(counts).flatMap(([what, count]) => (count > 0 ? [[what, String(count)]] : []));
  return columns([...rows, ...failures.map(({ code, count }) => [`  ${code}`, String(count)])]);
}

function forecastOf({ total, outcomes, remoteCalls, estimatedSeconds }: ResyncPreview): string {
  const rows = outcomes.map(({ outcome, reason, count }) => [String(count), outcome, reason ?? '']);
  return `${columns(rows)}\n${total} in all; ${remoteCalls} requests to the ATS, about ${estimatedSeconds} s.`;
}
