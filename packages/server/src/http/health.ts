import type { ServerResponse } from 'node:http';

/** Looks at one thing that answers need; throws when it is not as it should be. */
type Check = () => Promise<void>;

export type Health = {
  /** Whether this process may be sent requests; it is lively as long as it answers at all. */
  readonly checks: Readonly<Record<string, Check>>;
  /** True once the process was told to stop. */
  isDraining(): boolean;
};

const checkWithinMs = 2_000;

/** `/readyz`: 200 while every check passes, 503 with what is wrong otherwise. Errors' own words stay inside. */
export async function handleReadiness(health: Health, response: ServerResponse): Promise<void> {
  const results = await Promise.all(
    Object.entries(health.checks).map(async ([name, check]) => [name, await passes(check)] as const),
  );
  const draining = health.isDraining();
  const ready = !draining && results.every(([, passed]) => passed);
  const checks = Object.fromEntries(results.map(([name, passed]) => [name, passed ? 'ok' : 'failed']));
  response
    .writeHead(ready ? 200 : 503, { 'content-type': 'application/json', 'cache-control': 'no-store' })
    .end(JSON.stringify({ ready, draining, checks }));
}

async function passes(check: Check): Promise<boolean> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(reject, checkWithinMs, new Error('too slow'));
  try {
    await Promise.race([check(), late]);
    return true;
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}
