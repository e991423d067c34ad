import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { z } from 'zod';

const ready = z.object({ url: z.string() });
const memory = z.object({ bytes: z.number() });

/** A server in a process of its own, which says where it is once it answers. */
export type Apart = {
  readonly url: string;
  /** What is alive in it, in bytes; of those that say so. */
  memory(): Promise<number>;
  /** As a power cut would. */
  kill(): void;
};

/** Starts a file of `servers/` with its settings. */
export async function startApart(name: string, settings: Readonly<Record<string, unknown>>): Promise<Apart> {
  const file = new URL(`../servers/${name}.ts`, import.meta.url);
  const env = { ...process.env, NODE_ENV: 'production', GRAPHILE_ENV: 'production' };
  const child = fork(file, [JSON.stringify(settings)], { env, execArgv: [] });
  const { url } = ready.parse(await messageOf(child, name));
  return {
    url,
    memory: async () => {
      child.send('memory');
      return memory.parse(await messageOf(child, name)).bytes;
    },
    kill: () => void child.kill('SIGKILL'),
  };
}

async function messageOf(child: ChildProcess, name: string): Promise<unknown> {
  const waiting = new AbortController();
  const ended = once(child, 'exit', { signal: waiting.signal }).then(() => Promise.reject(new Error(`${name} ended`)));
  try {
    const [message] = await Promise.race([once(child, 'message', { signal: waiting.signal }), ended]);
    return message;
  } finally {
    ended.catch(() => undefined);
    waiting.abort();
  }
}
