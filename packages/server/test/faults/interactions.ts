/**
 * Everything that a worker says to the world goes through two functions: a statement to PostgreSQL and
 * a request to the ATS. Standing in both, a test can end the process at every step there is, without
 * the product knowing of tests.
 */
import pg from 'pg';

/** The tables that a hand-over moves through; what else a process asks (queue, sweep, health) is not a step of it. */
const steps =
  /\b(intent|sync|sync_history|candidate_link|candidate_index\w*|duplicate_mark|application|activity)\b|lease_epoch/;

/** Calls `at` before and after each step, with its name. */
export function watchInteractions(at: (step: string) => void): void {
  watchStatements(at);
  watchRequests(at);
}

function watchStatements(at: (step: string) => void): void {
  const query: (this: pg.Client, ...rest: unknown[]) => unknown = pg.Client.prototype.query;
  const watched = function (this: pg.Client, ...rest: unknown[]): unknown {
    const step = stepOf(rest[0]);
    if (step === null) return query.apply(this, rest);
    at(`before ${step}`);
    const answer = query.apply(this, rest);
    return answer instanceof Promise ? answer.finally(() => at(`after ${step}`)) : answer;
  };
  Object.defineProperty(pg.Client.prototype, 'query', { value: watched });
}

function watchRequests(at: (step: string) => void): void {
  const send = globalThis.fetch;
  globalThis.fetch = async (...request) => {
    const step = `request ${new URL(String(request[0])).pathname}`;
    at(`before ${step}`);
    const answer = await send(...request);
    at(`after ${step}`);
    return answer;
  };
}

/** In short, for a person; null where it is none of our steps. */
function stepOf(query: unknown): string | null {
  const text = typeof query === 'string' ? query : ((query as { text?: unknown } | null)?.text ?? '');
  if (typeof text !== 'string') return null;
  if (/^\s*COMMIT/i.test(text)) return 'COMMIT';
  return steps.test(text) ? text.replaceAll(/\s+/g, ' ').trim().slice(0, 80) : null;
}
