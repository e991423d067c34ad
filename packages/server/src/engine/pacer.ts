/**
 * Keeps everything that uses an integration's key to one allowance, whatever process it is in: the pace is
 * a row in PostgreSQL, and each process takes permits from it a few at a time, as many as it has use for.
 * How many there are is decided in core/src/push/pace.ts.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import {
  grant,
  type HttpResult,
  hold,
  type IntentPriority,
  type Limits,
  learn,
  type Said,
  type Send,
} from '@handoff/core';
import type { Database } from '../database/client.ts';
import { changePace } from './sql/keep-pace.ts';
import { toldToWaitMs } from './told-to-wait.ts';
import type { Place } from './turn.ts';

export type Pacer = {
  /** Waits for a permit and keeps it for the next request of this priority. False when it would take too long. */
  admit(priority: IntentPriority): Promise<boolean>;
  /** Sends with a permit, and only while it may. */
  paced(send: Send, how: SendsAs): Send;
};

/** On whose behalf is sent; `mayLeave` is asked last, right before a byte leaves. */
export type SendsAs = { readonly priority: IntentPriority; readonly mayLeave: () => boolean };

type Pacing = Place & { readonly database: Database; readonly limits: Limits; readonly longestMs: number };

/** Permits that nobody has used by then are given up: they were meant for then. */
const holdsMs = 2_000;
/** Permits taken at once, at most. */
const mostAtOnce = 16;
/** A run takes permits no more often than this, so that it takes several. */
const bulkEveryMs = 150;
/** Whoever waits longer is told so. */
const patienceMs = 8_000;
const unsaidWaitMs = 1_000;

export function pacerOf(context: Pacing): Pacer {
  const { limits, longestMs } = context;
  const heard: Heard = { said: null, underWay: 0 };
  const queues = { LIVE: permitsOf(context, 'LIVE', heard), BULK: permitsOf(context, 'BULK', heard) };
  const note = async (answer: HttpResult) => {
    if (answer.kind !== 'ANSWERED') return;
    const allowance = limits.read(answer.headers);
    if (answer.status !== 429) {
      if (allowance) heard.said = { ...allowance, at: performance.now() };
      return;
    }
    const ms = toldToWaitMs(answer.headers, Date.now()) ?? allowance?.resetInMs ?? unsaidWaitMs;
    await changePace(context.database, context, (pace, now) => ({ pace: hold(pace, { ms, longestMs }, now) }));
  };
  return {
    admit: (priority) => queues[priority].admit(),
    paced(send, { priority, mayLeave }) {
      return async (request) => {
        if (!(await queues[priority].take()))
          return { kind: 'NOT_SENT', reason: 'the allowance of the ATS is used up' };
        if (!mayLeave()) return { kind: 'NOT_SENT', reason: 'somebody else has the integration now' };
        heard.underWay += 1;
        try {
          const answer = await send(request);
          await note(answer);
          return answer;
        } finally {
          heard.underWay -= 1;
        }
      };
    },
  };
}

/** What the last answer said, and how many requests are without one. */
type Heard = { said: (Omit<Said, 'agoMs' | 'underWay'> & { readonly at: number }) | null; underWay: number };

function permitsOf(context: Pacing, priority: IntentPriority, heard: Heard) {
  let permits = 0;
  let promised = 0;
  let until = 0;
  let waiting = 0;
  let asking: Promise<void> | null = null;
  const ask = async () => {
    const requests = Math.min(Math.max(waiting, 1), mostAtOnce);
    const { said } = heard;
    heard.said = null;
    const given = await changePace(context.database, context, (pace, now) => {
      const known = said
        ? learn(pace, { ...said, agoMs: performance.now() - said.at, underWay: heard.underWay + promised }, now)
        : pace;
      return grant(known, context.limits.buckets, { requests, priority, now });
    });
    permits = given.permits;
    until = performance.now() + holdsMs;
    if (permits === 0) await sleep(Math.min(Math.max(given.waitMs, priority === 'BULK' ? bulkEveryMs : 1), 1_000));
  };
  const wait = async () => {
    const giveUpAt = performance.now() + patienceMs;
    waiting += 1;
    try {
      while (performance.now() < giveUpAt) {
        if (permits > 0 && performance.now() < until) {
          permits -= 1;
          return true;
        }
        asking ??= ask().finally(() => {
          asking = null;
        });
        await asking;
      }
      return false;
    } finally {
      waiting -= 1;
    }
  };
  return {
    async admit() {
      const isAdmitted = await wait();
      if (isAdmitted) promised += 1;
      return isAdmitted;
    },
    async take() {
      if (promised === 0) return wait();
      promised -= 1;
      return true;
    },
  };
}
