import { grant, hold, learn, type Pace, type RateLimit, unpaced } from '../src/index.ts';

const minute = 60_000;

/** What decides when the lanes of a process may send. */
export type Limiter = {
  /** How long to wait before asking again; 0: it may leave now. */
  ask(now: number): number;
  sent(): void;
  heard(answer: Answer, now: number): void;
};

type Answer = {
  readonly isAdmitted: boolean;
  readonly allowance: { readonly remaining: number; readonly resetInMs: number };
};

/** Ours: one pace for all that use the key, whatever process they are in. */
export function sharedPace(limits: readonly [RateLimit, ...RateLimit[]]): Limiter {
  let pace: Pace = unpaced;
  let underWay = 0;
  return {
    ask(now) {
      const granted = grant(pace, limits, { requests: 1, priority: 'BULK', now });
      pace = granted.pace;
      return granted.permits === 0 ? granted.waitMs : 0;
    },
    sent() {
      underWay += 1;
    },
    heard({ isAdmitted, allowance }, now) {
      underWay -= 1;
      pace = isAdmitted
        ? learn(pace, { ...allowance, agoMs: 0, underWay }, now)
        : hold(pace, { ms: allowance.resetInMs, longestMs: 5 * minute }, now);
    },
  };
}

/** Ashby's limit, as seen on the wire: a fixed window that its first request opens, told in whole seconds. */
function fixedWindow(limit: number) {
  let window = { endsAt: 0, used: 0 };
  return (now: number): Answer => {
    if (now >= window.endsAt) window = { endsAt: now + minute, used: 0 };
    const isAdmitted = window.used < limit;
    if (isAdmitted) window.used += 1;
    const resetInMs = Math.ceil(window.endsAt / 1_000) * 1_000 - Math.floor(now / 1_000) * 1_000;
    return { isAdmitted, allowance: { remaining: limit - window.used, resetInMs } };
  };
}

type Event = { readonly at: number; readonly run: () => void };

export type Pacing = {
  /** One a process: the same one twice where they share it. */
  readonly processes: readonly Limiter[];
  readonly minutes: number;
  readonly limit: number;
  /** Requests a minute of somebody else who uses the key. */
  readonly others?: number;
};

/** Processes with as many lanes as an owner has, in virtual time: what they asked for and what they got. */
export function simulatePacing({ processes, minutes, limit, others = 0 }: Pacing) {
  const ats = fixedWindow(limit);
  const events: Event[] = [];
  const seen = { admitted: 0, refused: 0, others: 0 };
  let random = 1;
  const at = (time: number, run: () => void) => void events.push({ at: time, run });
  const latency = () => {
    random = (random * 48_271) % 2_147_483_647;
    return 40 + (random % 400);
  };
  const send = (limiter: Limiter, now: number, then: (later: number) => void) => {
    limiter.sent();
    const [there, back] = [now + latency() / 2, now + latency()];
    at(there, () => {
      const answer = ats(there);
      seen[answer.isAdmitted ? 'admitted' : 'refused'] += 1;
      const heard = Math.max(there, back);
      at(heard, () => {
        limiter.heard(answer, heard);
        then(heard);
      });
    });
  };
  const lane = (limiter: Limiter, now: number) => {
    const waitMs = limiter.ask(now);
    if (waitMs > 0) at(now + waitMs, () => lane(limiter, now + waitMs));
    else send(limiter, now, (later) => lane(limiter, later));
  };
  for (const limiter of processes) for (let one = 0; one < 16; one++) at(one, () => lane(limiter, one));
  const other = (now: number) => {
    if (ats(now).isAdmitted) seen.others += 1;
    at(now + minute / others, () => other(now + minute / others));
  };
  if (others > 0) at(0, () => other(0));
  while (events.length > 0) {
    const next = events.reduce((earliest, event) => (event.at < earliest.at ? event : earliest));
    events.splice(events.indexOf(next), 1);
    if (next.at < minutes * minute) next.run();
  }
  return seen;
}
