import type { Emulator } from '@handoff/ats-ashby/emulator';
import { z } from 'zod';

const entry = z.object({ operation: z.string(), outcome: z.object({ success: z.boolean() }) });
export type Call = z.output<typeof entry>;

/** What the ATS was asked since the so-manieth call, by its own record. */
export async function callsSince(emulator: Emulator, before: number): Promise<readonly Call[]> {
  const text = await (await fetch(`${emulator.url}/_emulator/journal`)).text();
  const lines = text.split('\n').filter(Boolean);
  return lines.slice(before).map((line) => entry.parse(JSON.parse(line)));
}
