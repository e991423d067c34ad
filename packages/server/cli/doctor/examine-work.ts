import { due } from '../../src/engine/sql/due.ts';
import { oldestDue } from '../../src/engine/sql/oldest-due.ts';
import { listProcesses } from '../../src/queue/processes.ts';
import type { CommandContext } from '../context.ts';
import { type Examine, fault, warning } from './finding.ts';

/** Work that waits longer than this waits for something that does not come by itself. */
const oldAfterSeconds = 300;
/** The sweep takes over from a dead owner within seconds of the end of its lease. */
const staleAfterSeconds = 60;

export const examineWorkers: Examine<CommandContext> = async ({ config }) => {
  const processes = await listProcesses(config.databaseUrl);
  const working = processes.filter(({ live, role }) => live && role !== 'api');
  if (working.length > 0) return [];
  const last = processes.find(({ role }) => role !== 'api');
  const since = last ? ` The last one was heard of at ${last.heardAt.toISOString()}.` : '';
  return [fault(`No worker runs, so nothing is sent to any ATS.${since}`, 'Start one: `handoff serve --role worker`.')];
};

export const examineQueueAge: Examine<CommandContext> = async ({ tenancy }) => {
  const waiting = await oldestDue(tenancy.acrossAccounts);
  return waiting
    .filter(({ waitedSeconds }) => waitedSeconds > oldAfterSeconds)
    .map(({ integrationId, waitedSeconds, count }) =>
      warning(
        `${count} intents of integration ${integrationId} are due, the oldest for ${Math.round(waitedSeconds)} s.`,
        'Start more workers, or look in the logs for what its drains end with; the ATS’s own limit may be the reason.',
      ),
    );
};

export const examineLeases: Examine<CommandContext> = async ({ tenancy }) => {
  const stale = await tenancy.acrossAccounts.$queryRaw<{ id: string; owner: string; seconds: number }[]>`
    SELECT id, lease_owner AS owner, extract(epoch FROM now() - lease_expires_at)::float8 AS seconds FROM integration
    WHERE lease_owner IS NOT NULL AND lease_expires_at < now() - ${staleAfterSeconds} * interval '1 second'`;
  return stale.map(({ id, owner, seconds }) =>
    warning(
      `The lease of integration ${id} ran out ${Math.round(seconds)} s ago: its owner ${owner} died, and nobody took over.`,
      'Start a worker: it takes over within seconds, and looks up what was being sent.',
    ),
  );
};

/** The first filling of an index takes minutes; while there is work, it is brought up to date before each look-up. */
const behindAfterSeconds = 1_800;

export const examineIndexes: Examine<CommandContext> = async ({ tenancy }) => {
  const behind = await tenancy.acrossAccounts.$queryRaw<{ id: string; state: string; seconds: number }[]>`
    SELECT o.id, x.state::text AS state, extract(epoch FROM now() - coalesce(x.refreshed_at, o.connected_at))::float8 AS seconds
    FROM integration o JOIN candidate_index x ON x.account_id = o.account_id AND x.integration_id = o.id
    WHERE o.status = 'CONNECTED' AND coalesce(x.refreshed_at, o.connected_at) < now() - ${behindAfterSeconds} * interval '1 second'
      AND (x.state = 'FILLING' OR EXISTS (
        SELECT FROM intent i WHERE i.account_id = o.account_id AND i.integration_id = o.id AND ${due}))`;
  return behind.map(({ id, state, seconds }) =>
    warning(
      `The candidate index of integration ${id} is ${state === 'FILLING' ? 'not yet complete' : 'behind'} after ${Math.round(seconds)} s.`,
      'Nothing is doubled, but every address is asked for by itself. See that a worker runs, that the key may list candidates, and the ATS’s limit.',
    ),
  );
};
