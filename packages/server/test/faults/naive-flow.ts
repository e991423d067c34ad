/**
 * The hand-over as public connectors write it: search, create, apply, and again on any error. Here to
 * show that the same faults, met without a protocol, make duplicates: so that the judge can find them.
 */
import type { Emulator } from '@handoff/ats-ashby/emulator';
import { z } from 'zod';

const attempts = 3;
const answer = z.object({ success: z.literal(true), results: z.unknown() });
const withId = z.object({ id: z.string() });

type Ats = { readonly emulator: Emulator };
type Wish = { readonly email: string; readonly jobId: string; readonly timeoutMs?: number };

export async function handOverNaively(ats: Ats, { email, jobId, timeoutMs = 400 }: Wish): Promise<void> {
  const ask = (operation: string, body: object) => call({ ...ats, timeoutMs }, operation, body);
  const found = z.array(withId).parse(await ask('candidate.search', { email }));
  const candidate = found[0] ?? withId.parse(await ask('candidate.create', { name: 'A Person', email }));
  await ask('application.create', { candidateId: candidate.id, jobId });
}

async function call(
  { emulator, timeoutMs }: Ats & { timeoutMs: number },
  operation: string,
  body: object,
): Promise<unknown> {
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
