import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const ready = z.object({ url: z.string() });

export type ServerProcess = {
  readonly url: string;
  /** All that it has said, on either of its two streams. */
  said(): string;
  /** As a power cut would: nothing of it gets to say anything. */
  kill(): Promise<void>;
  /** As whoever runs it would; answers with how it ended, and how long that took. */
  stop(): Promise<{ code: number | null; tookMs: number }>;
};

/** The product as it is here; a build of another version has its own. */
const thisBuild = fileURLToPath(new URL('./serve.ts', import.meta.url));

/** Starts the product in a process of its own. What it says at level debug is for the test alone. */
export async function startProcess(
  environment: Readonly<Record<string, string>>,
  build = thisBuild,
): Promise<ServerProcess> {
  const child = fork(build, {
    env: { ...process.env, ...environment },
    silent: true,
  });
  const isTheTests = environment.HANDOFF_LOG_LEVEL === 'debug';
  let said = '';
  for (const [stream, ours] of [
    [child.stdout, process.stdout],
    [child.stderr, process.stderr],
  ] as const) {
    stream?.on('data', (text: Buffer) => {
      said += text.toString('utf8');
      if (!isTheTests) ours.write(text);
    });
  }
  // Not its exit: what it said last may still be on the way then.
  const ended = once(child, 'close');
  const [message] = await Promise.race([once(child, 'message'), ended.then(() => Promise.reject(new Error('ended')))]);
  const end = async (signal: NodeJS.Signals) => {
    const before = performance.now();
    child.kill(signal);
    const [code] = await ended;
    return { code, tookMs: performance.now() - before };
  };
  return {
    url: ready.parse(message).url,
    said: () => said,
    kill: async () => void (await end('SIGKILL')),
    stop: () => end('SIGTERM'),
  };
}
