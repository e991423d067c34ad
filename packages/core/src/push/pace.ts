/**
 * How fast an ATS may be asked: one allowance an integration, for everything that uses its key.
 *
 * Requests keep the distance that the ATS's declared limit asks for, less a margin, with a small burst for
 * what has not been used. What the ATS's own answers say goes before that: who else uses the key shows in
 * what remains, and a wider limit than was declared in that much remains. A part is kept for what somebody
 * waits for, so that a run does not stand in its way. Told to wait, everybody waits.
 *
 * All times are milliseconds of one clock, PostgreSQL's.
 */
import type { Allowance, RateLimit } from '../connector/limits.ts';
import type { IntentPriority } from '../sync/intent.ts';

export type Pace = {
  /** When the next request is due if all keep their distance. */
  readonly nextAt: number;
  /** What the ATS last said: so many, until then. */
  readonly window: { readonly remaining: number; readonly endsAt: number } | null;
  /** Until when we were told to wait. */
  readonly blockedUntil: number;
};

export const unpaced: Pace = { nextAt: 0, window: null, blockedUntil: 0 };

/** Requests that somebody would like to send now. */
export type Wish = { readonly requests: number; readonly priority: IntentPriority; readonly now: number };

/** How many of them may be sent, and if none, how long to wait before asking again. */
export type Grant = { readonly pace: Pace; readonly permits: number; readonly waitMs: number };

/** Of a limit, what is never used: clocks differ, and answers are under way. */
const margin = 0.02;
/** Of a limit, what may come at once. */
const burst = 0.02;
/** Of the burst and of the margin, what is kept for those who are waited for. */
const keptForLive = 0.25;

/** An ATS must be slower than declared by this much to be followed, and tells the time in whole seconds. */
const telling = 1.1;
const impreciseMs = 2_000;
const rounding = 1e-6;

type Limits = readonly [RateLimit, ...RateLimit[]];

export function grant(pace: Pace, limits: Limits, { requests, priority, now }: Wish): Grant {
  if (now < pace.blockedUntil) return { pace, permits: 0, waitMs: pace.blockedUntil - now };
  const window = pace.window !== null && now < pace.window.endsAt ? pace.window : null;
  const smallest = Math.min(...limits.map((limit) => limit.requests));
  const kept = priority === 'BULK' ? keptForLive : 0;
  const left = window === null ? requests : usable(window.remaining, smallest * (margin / 2) * (1 + kept));
  if (window !== null && left === 0) return { pace, permits: 0, waitMs: window.endsAt - now };

  const declared = Math.max(...limits.map(({ perMs, requests: most }) => perMs / (most * (1 - margin))));
  const interval = window === null ? declared : distance(declared, { leftMs: window.endsAt - now, left });
  const atOnce = Math.max(1, Math.floor(smallest * burst * (1 - kept)));
  const from = Math.max(pace.nextAt, now);
  const latest = now + (atOnce - 1) * declared;
  if (from > latest) return { pace, permits: 0, waitMs: from - latest };
  const permits = Math.min(requests, left, Math.floor((latest - from) / interval + rounding) + 1);
  const after = { ...pace, nextAt: from + permits * interval };
  const remaining = window && { ...window, remaining: window.remaining - permits };
  return { pace: { ...after, window: remaining }, permits, waitMs: 0 };
}

/** As declared; wider apart where somebody else uses the key too, closer where the ATS allows more. */
function distance(declared: number, { leftMs, left }: { leftMs: number; left: number }): number {
  const slower = (leftMs - impreciseMs) / left;
  return slower > declared * telling ? slower : Math.min(declared, leftMs / left);
}

/** What stays of a window without its last ones. */
function usable(remaining: number, reserve: number): number {
  return Math.max(0, Math.floor(remaining - reserve));
}

/** What an answer said, `agoMs` ago, without those of ours that were under way and those given out since. */
export type Said = Allowance & { readonly agoMs: number; readonly underWay: number };

export function learn(pace: Pace, { remaining, resetInMs, agoMs, underWay }: Said, now: number): Pace {
  if (resetInMs === null) return pace;
  return { ...pace, window: { remaining: Math.max(0, remaining - underWay), endsAt: now - agoMs + resetInMs } };
}

/** Turned away with 429: everybody waits as told, and no longer than `longestMs`. */
export function hold(pace: Pace, wait: { readonly ms: number; readonly longestMs: number }, now: number): Pace {
  const until = now + Math.min(wait.ms, wait.longestMs);
  return { ...pace, window: null, blockedUntil: Math.max(pace.blockedUntil, until) };
}
