/** Which candidates of the ATS have which email address: the one place that answers it. */
import { type Answer, type CandidateRecord, type CandidateRef, emailKey } from '@handoff/core';
import type { Database } from '../database/client.ts';
import type { OpenIntegration } from './open-integration.ts';

/** Whose candidates, and what they are looked up with. */
export type LookUpContext = {
  readonly database: Database;
  readonly accountId: string;
  readonly integrationId: string;
  readonly integration: OpenIntegration;
};

/** By `emailKey`: an entry for every address that was asked for, an empty one where nobody has it. */
export type FoundByEmail = ReadonlyMap<string, readonly CandidateRef[]>;

/** Everyone in the ATS who has one of these addresses. An error is no "nobody" (S6.8). */
export async function findByEmails(context: LookUpContext, emails: readonly string[]): Promise<Answer<FoundByEmail>> {
  const { session, capabilities } = context.integration;
  const keys = [...new Set(emails.map(emailKey))];
  const found: CandidateRecord[] = [];
  // An ATS without a look-up keeps one person an email by itself.
  const atOnce = session.findCandidates ? (capabilities.findByEmail?.atOnce ?? 0) : 0;
  for (let from = 0; atOnce > 0 && from < keys.length; from += atOnce) {
    const answer = await session.findCandidates?.({ emails: keys.slice(from, from + atOnce) });
    if (answer && !answer.ok) return answer;
    found.push(...(answer?.value ?? []));
  }
  return { ok: true, value: byEmail(keys, found) };
}

function byEmail(keys: readonly string[], found: readonly CandidateRecord[]): FoundByEmail {
  const answer = new Map<string, CandidateRef[]>(keys.map((key) => [key, []]));
  const distinct = new Map(found.map((candidate) => [candidate.remoteId, candidate]));
  for (const candidate of distinct.values()) {
    for (const key of new Set(candidate.emails.map(emailKey))) answer.get(key)?.push(candidate);
  }
  return answer;
}
