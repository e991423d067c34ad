import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Emulator } from '@handoff/ats-ashby/emulator';
import { z } from 'zod';

const ready = z.object({ url: z.string(), apiKey: z.string() });

/** An Ashby with so many candidates and one job, which answers at once, in a process of its own. */
export async function emulatorApart({ candidates }: { candidates: number }): Promise<Emulator> {
  const file = fileURLToPath(new URL('./emulator-process.ts', import.meta.url));
  const child = fork(file, [String(candidates)], { execArgv: [] });
  const [message] = await once(child, 'message');
  const stop = async () => {
    child.kill('SIGKILL');
  };
  return { ...ready.parse(message), stop };
}
