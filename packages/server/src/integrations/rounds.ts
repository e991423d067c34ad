import type { Logger } from 'pino';
import type { Database } from '../database/client.ts';
import { followHints } from '../engine/follow-hints.ts';
import type { OpenContext } from '../engine/open-integration.ts';
import type { RetryTimes } from '../engine/retry.ts';
import { dueForHints, pruneHints } from '../engine/sql/take-hints.ts';
import type { Drain, WakeOwners } from '../queue/queues.ts';
import { type Repeated, repeat } from '../queue/repeat.ts';
import type { Tenancy } from '../security/tenancy.ts';
import { checkHealth, dueForHealthCheck } from './check-health.ts';
import { dueForWebhooks, keepWebhooks } from './keep-webhooks.ts';
import { dueForReading, readStatuses } from './read-statuses.ts';

const pruneEveryMs = 3_600_000;

export type Rounds = Omit<OpenContext, 'database'> & {
  readonly tenancy: Tenancy;
  readonly wakeOwners: WakeOwners;
  readonly changed: (accountId: string) => void;
  readonly times: RetryTimes;
  readonly log: Logger;
  readonly publicUrl: string | null;
};

/** One thing that integrations need from time to time: which do now, across accounts, and doing it for one. */
type Chore = {
  due(acrossAccounts: Database): Promise<readonly Drain[]>;
  work(database: Database, place: Drain): Promise<void>;
};

/** What an integration needs from time to time, whether or not anything is sent to it. */
export function startRounds(rounds: Rounds): { readonly stop: () => Promise<void> } {
  const { tenancy, log, changed, times } = rounds;
  const chores = choresOf(rounds);
  const onError = (error: unknown) => log.error({ err: error }, 'a round over the integrations failed');
  const work = async ({ due, work: workOn }: Chore) => {
    const done = (await due(tenancy.acrossAccounts)).map(async (place) => {
      await workOn(tenancy.forAccount(place.accountId), place);
      changed(place.accountId);
    });
    for (const one of await Promise.allSettled(done)) if (one.status === 'rejected') onError(one.reason);
  };
  const all: readonly Repeated[] = [
    repeat({ everyMs: times.roundEveryMs, onError, work: async () => void (await Promise.all(chores.map(work))) }),
    repeat({ everyMs: pruneEveryMs, onError, work: () => pruneHints(tenancy.acrossAccounts) }),
  ];
  return { stop: async () => void (await Promise.all(all.map(({ stop }) => stop()))) };
}

function choresOf({ times, publicUrl, ...parts }: Rounds): readonly Chore[] {
  const { checkEveryMs, refreshEveryMs } = times;
  const chores: Chore[] = [
    {
      due: (database) => dueForHealthCheck(database, checkEveryMs),
      work: (database, place) => checkHealth({ ...parts, database, checkEveryMs }, place),
    },
    {
      due: dueForHints,
      work: (database, place) => followHints({ ...parts, database }, place),
    },
    {
      due: (database) => dueForReading(database, refreshEveryMs),
      work: (database, place) => readStatuses({ ...parts, database, refreshEveryMs }, place),
    },
  ];
  if (publicUrl === null) return chores;
  const keeping = { ...parts, publicUrl };
  return [
    ...chores,
    {
      due: (database) => dueForWebhooks(database, keeping),
      work: (database, place) => keepWebhooks({ ...keeping, database }, place),
    },
  ];
}
