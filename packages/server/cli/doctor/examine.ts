import { checkDatabase } from '../../src/database/client.ts';
import { type CommandContext, openContext } from '../context.ts';
import {
  examineClock,
  examineConnections,
  examineMigrations,
  examinePartitions,
  examineWalls,
} from './examine-database.ts';
import { examineIntegrations } from './examine-integrations.ts';
import { examineIndexes, examineLeases, examineQueueAge, examineWorkers } from './examine-work.ts';
import { type Examine, type Finding, fault } from './finding.ts';
import { examineSettings } from './settings.ts';

/** What is looked at, in this order: each needs those before it. */
const examinations: readonly (readonly [string, Examine<CommandContext>])[] = [
  ['migrations', examineMigrations],
  ['walls', examineWalls],
  ['partitions', examinePartitions],
  ['clock', examineClock],
  ['connections', examineConnections],
  ['workers', examineWorkers],
  ['queue', examineQueueAge],
  ['leases', examineLeases],
  ['indexes', examineIndexes],
  ['integrations', examineIntegrations],
];

/** Where these are not, nothing can be looked at. */
const needed: ReadonlySet<string> = new Set(['migrations', 'walls']);

/** Where the doctor's own time comes from. */
export type Clock = () => number;
export type Report = { readonly examined: readonly string[]; readonly findings: readonly Finding[] };

/** Looks at everything that can be wrong; what cannot be looked at is a finding itself. */
export async function examine(
  environment: Readonly<Record<string, string | undefined>>,
  now: Clock = Date.now,
): Promise<Report> {
  const { config, findings } = examineSettings(environment);
  if (config === null) return { examined: ['settings'], findings };
  try {
    await checkDatabase(config.databaseUrl);
  } catch (error) {
    const remedy = 'Correct DATABASE_URL, or start the database.';
    return {
      examined: ['settings', 'database'],
      findings: [{ subject: 'database', ...fault(wordsOf(error), remedy) }],
    };
  }
  await using context = openContext(config, now);
  const found: Finding[] = [];
  const examined = ['settings', 'database'];
  for (const [subject, look] of examinations) {
    examined.push(subject);
    const results = await look(context).catch((error: unknown) => [
      fault(`It could not be examined: ${wordsOf(error)}`, 'Mend what was found before it, and run the doctor again.'),
    ]);
    found.push(...results.map((result) => ({ subject, ...result })));
    if (needed.has(subject) && results.length > 0) break;
  }
  return { examined, findings: found };
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
