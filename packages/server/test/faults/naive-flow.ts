/**
 * The hand-over as public connectors write it: search, create, apply, and again on any error. Here to
 * show that the same faults, met without a protocol, make duplicates: so that the judge can find them.
 */
import { z } from 'zod';
import type { World } from './world.ts';

const attempts = 3;
const timeoutMs = 400;
const answer = z.object({ success: z.literal(true), results: z.unknown() });
const withId = z.object({ id: z.string() });

export async function handOverNaively(world: World, { email, jobId }: { email: string; jobId: string }): Promise<void> {
  const found = z.array(withId).parse(await call(world, 'candidate.search', { email }));
  const candidate = found[0] ?? withId.parse(await call(world, 'candidate.create', { name: 'A Person', email }));
  await call(world, 'application.create', { candidateId: candidate.id, jobId });
}

async function call({ emulator }: World, operation: string, body: object): Promise<unknown> {
  const headers = {
    'content-type': 'application/json',
    authorization: `Basic ${Buffer.from(`${emulator.apiKey}:`).toString('base64')}`,
  };
  for (let attempt = 1; ; attempt += 1) {
    try {
      const init = { method: 'POST', headers, body: JSON.stringify(body), signal: AbortSignal.timeout(timeoutMs) };
      const response = await fetch(`${emulator.url}/${operation}`, init);
      return answer.parse(await response.json()).results;
    } catch (error) {
      if (attempt === attempts) throw error;
    }
  }
}
