import { type AtsError, errorCodes, waitMs } from '@handoff/core';
import type { Logger } from 'pino';
import type { Database } from '../database/client.ts';
import type { Lease } from './lease.ts';
import type { OpenIntegration } from './open-integration.ts';
import type { RetryTimes } from './retry.ts';
import { goOn, pauseIntegration, resumeLater } from './sql/pause-integration.ts';
import type { Stretch } from './stretch.ts';
import type { Turn } from './turn.ts';

type Holding = {
  readonly database: Database;
  readonly log: Logger;
  readonly times: RetryTimes;
  readonly changed: (accountId: string) => void;
};

/** The whole integration waits: until a person mends it, or until the ATS may be asked again. The items wait with it. */
export async function holdBack(
  { database, log, times, changed }: Holding,
  { turn, lease }: { turn: Turn; lease: Lease },
  { error, integration }: { error: AtsError; integration: OpenIntegration },
): Promise<void> {
  log.warn({ integrationId: turn.integrationId, code: error.code, requestId: error.requestId }, 'an integration waits');
  const { retry } = errorCodes[error.code];
  if (retry === 'BACKOFF' || retry === 'AT_TIME') {
    await resumeLater(database, turn, { error, waitMs: waitMs(error, lease.outages + 1, times) });
  } else {
    await pauseIntegration(database, turn, { error, sealedCredential: integration.sealedCredential });
  }
  changed(turn.accountId);
}

/** The ATS answers again: one success lets everything that waited go on. */
export async function recover(
  { database, changed }: Holding,
  { turn }: { turn: Turn },
  stretch: Stretch,
): Promise<void> {
  if (stretch.isProven()) return;
  stretch.end('MORE');
  await goOn(database, turn);
  changed(turn.accountId);
}
