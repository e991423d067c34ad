import type { AtsError } from '@handoff/core';
import type { Logger } from 'pino';
import type { Database } from '../database/client.ts';
import type { Lease } from './lease.ts';
import type { Ledger } from './ledger.ts';
import type { BatchLook } from './look-up.ts';
import type { OpenIntegration } from './open-integration.ts';
import type { RetryTimes } from './retry.ts';
import type { Turn } from './turn.ts';

/** What a push works with. */
export type PushContext = {
  readonly database: Database;
  readonly log: Logger;
  readonly turn: Turn;
  readonly lease: Lease;
  readonly ledger: Ledger;
  readonly integration: OpenIntegration;
  readonly times: RetryTimes;
  /** One look for all of the batch. */
  readonly look: BatchLook;
};

/** What the drain must know of a push: go on, count one that got no answer, or let the whole integration wait, and why. */
export type Pushed = { readonly kind: 'DONE' } | { readonly kind: 'UNANSWERED' | 'WAIT'; readonly error: AtsError };
