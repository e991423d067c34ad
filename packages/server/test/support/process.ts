import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const ready = z.object({ url: z.string() });

export type ServerProcess = {
  readonly url: string;
  /** As a power cut would: nothing of it gets to say anything. */
  kill(): Promise<void>;
};

/** Starts the product in a process of its own. */
export async function startProcess(environment: Readonly<Record<string, string>>): Promise<ServerProcess> {
  const child = fork(fileURLToPath(new URL('./serve.ts', import.meta.url)), {
    env: { ...process.env, ...environment },
  });
  const [message] = await once(child, 'message');
  return {
    url: ready.parse(message).url,
    async kill() {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}
