import type { Logger } from 'pino';
import type { OpenContext } from '../engine/open-integration.ts';
import type { RetryTimes } from '../engine/retry.ts';
import type { Drain, WakeOwners } from '../queue/queues.ts';
import { type Repeated, repeat } from '../queue/repeat.ts';
import type { Tenancy } from '../security/tenancy.ts';
import { checkHealth, dueForHealthCheck } from './check-health.ts';

const roundEveryMs = 1_000;

export type Rounds = Omit<OpenContext, 'database'> & {
  readonly tenancy: Tenancy;
  readonly wakeOwners: WakeOwners;
  readonly changed: (accountId: string) => void;
  readonly times: RetryTimes;
  readonly log: Logger;
};

/** What an integration needs from time to time, whether or not anything is sent to it. */
export function startRounds({ tenancy, times, log, ...parts }: Rounds): Repeated {
  const { checkEveryMs } = times;
  const each = async (places: readonly Drain[], work: (place: Drain) => Promise<void>) => {
    const done = places.map(async (place) => {
      await work(place);
      parts.changed(place.accountId);
    });
    for (const { reason } of (await Promise.allSettled(done)).filter((one) => one.status === 'rejected'))
      onError(reason);
  };
  const onError = (error: unknown) => log.error({ err: error }, 'a round over the integrations failed');
  return repeat({
    everyMs: roundEveryMs,
    onError,
    work: async () => {
      await each(await dueForHealthCheck(tenancy.acrossAccounts, checkEveryMs), (place) =>
        checkHealth({ ...parts, database: tenancy.forAccount(place.accountId), checkEveryMs }, place),
      );
    },
  });
}
