import type { Problem } from '../problem.ts';

/** How far a sender's clock may be ahead of PostgreSQL's. */
const clockSkewMs = 5 * 60_000;

/** Whether what is said to have happened then cannot have happened yet. */
export function isInFuture(at: Date | null, now: Date): boolean {
  return at !== null && at.getTime() > now.getTime() + clockSkewMs;
}

export function futureProblem(path: readonly string[]): Problem {
  return { code: 'INVALID_INPUT', message: `${path.at(-1)} is in the future.`, path };
}
