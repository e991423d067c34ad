import type { PushTimes } from '@handoff/core';

/** The waits of the engine, in milliseconds. Tests make them short. */
export type RetryTimes = PushTimes & {
  /** For how long an owner has an integration without a renewal: what its death costs. */
  readonly leaseMs: number;
  /** From the first byte of a request to the last of its answer. */
  readonly sendMs: number;
  /** For how long an owner works before the others who wait have their turn. */
  readonly turnMs: number;
  /** From one look at what integrations need from time to time to the next. */
  readonly roundEveryMs: number;
  /** From one check of a credential to the next, while nothing asks for it sooner. */
  readonly checkEveryMs: number;
  /** From one reading of the ATS's applications to the next, where no webhook tells of them. */
  readonly refreshEveryMs: number;
};

export const defaultTimes: RetryTimes = {
  quarantineMs: 30_000,
  firstLookMs: 1_000,
  backoffMs: 1_000,
  longestMs: 300_000,
  leaseMs: 10_000,
  sendMs: 10_000,
  turnMs: 5_000,
  roundEveryMs: 1_000,
  checkEveryMs: 600_000,
  refreshEveryMs: 300_000,
};
