import { randomUUID } from 'node:crypto';
import { type AtsError, waitMs } from '@handoff/core';
import type { Logger } from 'pino';
import type { Drain } from '../queue/queues.ts';
import { within } from '../telemetry/scope.ts';
import { inSpanOf } from '../telemetry/tracing.ts';
import { giveBack } from './give-back.ts';
import { type Lease, takeLease } from './lease.ts';
import { type OpenContext, openIntegration } from './open-integration.ts';
import { projectSyncs } from './project-syncs.ts';
import { pushContact } from './push.ts';
import type { PushContext, Pushed } from './push-context.ts';
import type { RetryTimes } from './retry.ts';
import { type ClaimedIntent, claimIntents } from './sql/claim-intents.ts';
import { pauseIntegration, resumeLater } from './sql/pause-integration.ts';
import { takeOver } from './sql/take-over.ts';
import type { Turn } from './turn.ts';

export type Engine = OpenContext & {
  readonly log: Logger;
  readonly times: RetryTimes;
  /** Tells whoever follows the account's feed that it has grown. */
  readonly changed: (accountId: string) => void;
  /** Ends the work between two batches when the process stops. */
  readonly stopping: AbortSignal;
};

/** This process as an owner of leases. */
const owner = randomUUID();

/** One owner's turn: lease, what the last one left, then batch after batch until nothing is due. */
export async function drain(engine: Engine, { accountId, integrationId }: Drain): Promise<void> {
  const { database, log, times } = engine;
  const lease = await takeLease(database, { accountId, integrationId, owner, leaseMs: times.leaseMs });
  if (!lease) return;
  const turn: Turn = { accountId, integrationId, connectorId: lease.connectorId, epoch: lease.epoch };
  try {
    await takeOver(database, turn);
    while (!engine.stopping.aborted && lease.isOurs()) {
      if ((await drainBatch(engine, { turn, lease })) === 'NOTHING_DUE') break;
    }
  } catch (error) {
    log.error({ err: error, accountId, integrationId }, 'a drain ended early; it is taken up again');
    throw error;
  } finally {
    // A lease that nobody releases would be renewed for ever, whatever else fails on the way out.
    await giveBack(database, turn).finally(lease.release);
    engine.changed(accountId);
  }
}

async function drainBatch(engine: Engine, { turn, lease }: { turn: Turn; lease: Lease }) {
  const { database, times } = engine;
  const integration = await openIntegration(engine, turn);
  if (!integration) return 'NOTHING_DUE';
  const claimed = await database.$transaction(async (tx) => {
    const intents = await claimIntents(tx, turn);
    await projectSyncs(tx, turn, [...new Set(intents.map(({ contactId }) => contactId))]);
    return intents;
  });
  if (claimed.length === 0) return 'NOTHING_DUE';
  engine.changed(turn.accountId);
  const context: PushContext = { database, log: engine.log, turn, lease, integration, times };
  const lanes = Map.groupBy(claimed, ({ contactId }) => contactId);
  const pushed = await Promise.all([...lanes.values()].map((intents) => pushLane(engine, context, intents)));
  const waits = pushed.flatMap((result) => (result.kind === 'WAIT' ? [result.error] : []));
  for (const error of waits) await holdBack(engine, turn, { error, sealedCredential: integration.sealedCredential });
  return waits.length > 0 ? 'NOTHING_DUE' : 'MORE';
}

async function pushLane(engine: Engine, context: PushContext, intents: readonly ClaimedIntent[]): Promise<Pushed> {
  const { contactId = '', traceParent = null } = intents[0] ?? {};
  const push = () => pushContact(context, intents);
  const { connectorId: connector } = context.turn;
  const pushed = await within({ contactId }, () =>
    inSpanOf({ name: 'push', traceParent }, { connector, contactId }, push),
  );
  engine.changed(context.turn.accountId);
  return pushed;
}

type Refused = { readonly error: AtsError; readonly sealedCredential: string };

/** The whole integration waits: until a person mends it, or until the ATS may be asked again. */
async function holdBack({ database, log, times }: Engine, turn: Turn, refused: Refused) {
  const { error } = refused;
  log.warn({ integrationId: turn.integrationId, code: error.code, requestId: error.requestId }, 'an integration waits');
  if (error.code === 'RATE_LIMITED' || error.code === 'REMOTE_UNAVAILABLE') {
    await resumeLater(database, turn, waitMs(error, 1, times));
  } else {
    await pauseIntegration(database, turn, refused);
  }
}
