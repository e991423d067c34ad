import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const ready = z.object({ url: z.string() });

export type ServerProcess = {
  readonly url: string;
  /** As a power cut would: nothing of it gets to say anything. */
  kill(): Promise<void>;
  /** As whoever runs it would; answers with how it ended, and how long that took. */
  stop(): Promise<{ code: number | null; tookMs: number }>;
};

/** Starts the product in a process of its own. */
export async function startProcess(environment: Readonly<Record<string, string>>): Promise<ServerProcess> {
  const child = fork(fileURLToPath(new URL('./serve.ts', import.meta.url)), {
    env: { ...process.env, ...environment },
  });
  const ended = once(child, 'exit');
  const [message] = await Promise.race([once(child, 'message'), ended.then(() => Promise.reject(new Error('ended')))]);
  const end = async (signal: NodeJS.Signals) => {
    const before = performance.now();
    child.kill(signal);
    const [code] = await ended;
    return { code, tookMs: performance.now() - before };
  };
  return { url: ready.parse(message).url, kill: async () => void (await end('SIGKILL')), stop: () => end('SIGTERM') };
}
