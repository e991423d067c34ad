import type { Emulator } from '@handoff/ats-ashby/emulator';
import { z } from 'zod';
import { atOnce } from '../parts/at-once.ts';

const answer = z.object({ success: z.literal(true), results: z.array(z.unknown()) });

/** Who is there, as public connectors ask: a search for each address, several at a time. */
export async function searchByEmail(emulator: Emulator, emails: readonly string[]): Promise<readonly boolean[]> {
  const authorization = `Basic ${Buffer.from(`${emulator.apiKey}:`).toString('base64')}`;
  const headers = { 'content-type': 'application/json', authorization };
  const found = new Map<string, boolean>();
  await atOnce(emails, async (email) => {
    const init = { method: 'POST', headers, body: JSON.stringify({ email }) };
    const response = await fetch(`${emulator.url}/candidate.search`, init);
    found.set(email, answer.parse(await response.json()).results.length > 0);
  });
  return emails.map((email) => found.get(email) ?? false);
}
