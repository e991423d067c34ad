import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AtsError, IntentPriority } from '@handoff/core';
import type { Logger } from 'pino';
import type { Drain } from '../queue/queues.ts';
import { within } from '../telemetry/scope.ts';
import { inSpanOf } from '../telemetry/tracing.ts';
import { type Claimed, type Claims, claimsOf } from './claims.ts';
import { giveBack } from './give-back.ts';
import { holdBack, recover } from './hold-back.ts';
import { type Lease, takeLease } from './lease.ts';
import { type Ledger, ledgerOf } from './ledger.ts';
import { markWaiting } from './mark-waiting.ts';
import { type OpenContext, type OpenIntegration, openIntegration } from './open-integration.ts';
import { pushContact } from './push.ts';
import type { Pushed } from './push-context.ts';
import { readCandidateFeed } from './read-feed.ts';
import type { RetryTimes } from './retry.ts';
import { readIndex } from './sql/index-state.ts';
import { takeOver } from './sql/take-over.ts';
import { type Stretch, stretchOf } from './stretch.ts';
import type { Turn } from './turn.ts';

export type Engine = OpenContext & {
  readonly log: Logger;
  readonly times: RetryTimes;
  /** Tells whoever follows the account's feed that it has grown. */
  readonly changed: (accountId: string) => void;
  /** Has an owner's next turn begin once the others who wait have had theirs. */
  readonly queue: { wake(drain: Drain): Promise<void> };
  /** Ends the work between two contacts when the process stops. */
  readonly stopping: AbortSignal;
};

/** This process as an owner of leases. */
const owner = randomUUID();
/** Contacts pushed side by side, of those somebody waits for and of those of a run. */
const lanes = { LIVE: 8, BULK: 16 } as const;
/** While a run is worked off, somebody who waits is seen within this. */
const liveEveryMs = 150;

/**
 * One owner's turn: lease, what the last one left, then contact after contact until nothing is due or the
 * turn is over. Then the next integration that waits has its turn, and this one comes again.
 */
export async function drain(engine: Engine, { accountId, integrationId }: Drain): Promise<void> {
  const { database, log, times } = engine;
  const lease = await takeLease(database, { accountId, integrationId, owner, leaseMs: times.leaseMs });
  if (!lease) return;
  const turn: Turn = { accountId, integrationId, connectorId: lease.connectorId, epoch: lease.epoch };
  const stretch = stretchOf({ lease, times, stopping: engine.stopping });
  try {
    await takeOver(database, turn);
    await work(engine, { turn, lease, ledger: ledgerOf(database, turn), stretch });
  } catch (error) {
    log.error({ err: error, accountId, integrationId }, 'a drain ended early; it is taken up again');
    throw error;
  } finally {
    // A lease that nobody releases would be renewed for ever, whatever else fails on the way out.
    await giveBack(database, turn).finally(lease.release);
    engine.changed(accountId);
  }
  if (stretch.isOver()) await engine.queue.wake({ accountId, integrationId });
}

type Working = { readonly turn: Turn; readonly lease: Lease; readonly ledger: Ledger; readonly stretch: Stretch };

/** What somebody waits for, what a run asked for, and the index, side by side. */
async function work(engine: Engine, working: Working): Promise<void> {
  let beside = 2;
  const left = () => {
    beside -= 1;
  };
  const live = async () => {
    do {
      await pushAll(engine, { ...working, priority: 'LIVE' });
      if (beside > 0) await sleep(liveEveryMs);
    } while (beside > 0 && working.stretch.goesOn());
  };
  const filling = fillIndex(engine, working).finally(left);
  await together(working.stretch, [
    pushAll(engine, { ...working, priority: 'BULK' }).finally(left),
    filling.then(() => undefined),
    live(),
  ]);
  const fault = await filling;
  // A contact that met the same fault has said so already, and shows it.
  if (fault) await holdIfNeeded(engine, working, fault);
}

type Fault = { readonly error: AtsError; readonly integration: OpenIntegration };

async function holdIfNeeded(engine: Engine, working: Working, { error, integration }: Fault): Promise<void> {
  const refused = working.stretch.count({ kind: 'WAIT', error });
  if (refused) await holdBack(engine, working, { error: refused, integration });
}

/** All of them to their end: what one throws ends the turn, and the others with it. */
async function together(stretch: Stretch, tasks: readonly Promise<void>[]): Promise<void> {
  const ended = tasks.map((task) =>
    task.catch((error: unknown) => {
      stretch.end();
      throw error;
    }),
  );
  for (const result of await Promise.allSettled(ended)) if (result.status === 'rejected') throw result.reason;
}

/** Pushes what is due of one priority, a contact a lane. */
async function pushAll(engine: Engine, working: Working & { readonly priority: IntentPriority }): Promise<void> {
  const { stretch, priority } = working;
  const claims = claimsOf(engine, working);
  const width = stretch.isProven() ? lanes[priority] : 1;
  const pushing = Array.from({ length: width }, () => pushLane(engine, working, claims));
  await together(stretch, pushing);
}

async function pushLane(engine: Engine, working: Working, claims: Claims): Promise<void> {
  const { turn, stretch } = working;
  while (true) {
    const next = await claims.next();
    if (next === null) return;
    const pushed = await traced(next, () => pushContact(next.context, next.intents));
    engine.changed(turn.accountId);
    const error = stretch.count(pushed);
    if (error) await holdBack(engine, working, { error, integration: next.context.integration });
    else if (pushed.kind === 'DONE') await recover(engine, working, stretch);
  }
}

/** The push in the trace of what asked for it. */
function traced({ context, intents }: Claimed, push: () => Promise<Pushed>): Promise<Pushed> {
  const { contactId = '', traceParent = null } = intents[0] ?? {};
  const { connectorId: connector } = context.turn;
  return within({ contactId }, () => inSpanOf({ name: 'push', traceParent }, { connector, contactId }, push));
}

/** Reads the ATS's candidates until all of them are known; then those who wait for a reply are looked up. */
async function fillIndex(engine: Engine, { turn, lease, stretch }: Working): Promise<Fault | null> {
  const integration = await openIntegration(engine, turn, { priority: 'BULK', mayLeave: lease.isOurs });
  if (!integration || integration.capabilities.feed === 'NONE') return null;
  const context = { ...turn, database: engine.database, integration };
  const index = await readIndex(engine.database, turn);
  if (index?.state === 'FILLING') {
    const read = await readCandidateFeed(context, { goesOn: stretch.goesOn, from: index });
    if (!read.ok) return { error: read.error, integration };
  }
  await markWaiting(context, stretch.goesOn);
  return null;
}
