import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';

const ready = z.object({ url: z.string() });

/** A server in a process of its own, which says where it is once it answers. */
export type Apart = {
  readonly url: string;
  /** The memory that is its own and in use now, in bytes. */
  memory(): Promise<number>;
  /** As a power cut would. */
  kill(): void;
};

/** Starts a file of `servers/` with its settings; what it is given more is for Node. */
export async function startApart(
  name: string,
  settings: Readonly<Record<string, unknown>>,
  execArgv: readonly string[] = [],
): Promise<Apart> {
  const file = new URL(`../servers/${name}.ts`, import.meta.url);
  const env = { ...process.env, NODE_ENV: 'production', GRAPHILE_ENV: 'production' };
  const child = fork(file, [JSON.stringify(settings)], { env, execArgv: [...execArgv] });
  const ended = once(child, 'exit').then(() => Promise.reject(new Error(`${name} ended`)));
  const [message] = await Promise.race([once(child, 'message'), ended]);
  ended.catch(() => undefined);
  return {
    url: ready.parse(message).url,
    memory: async () => {
      const text = await readFile(`/proc/${child.pid}/smaps_rollup`, 'utf8');
      return Number(/^Private_Dirty: +(\d+) kB/m.exec(text)?.[1]) * 1_024;
    },
    kill: () => void child.kill('SIGKILL'),
  };
}
