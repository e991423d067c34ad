import type { ApplicationRecord, CandidateRef } from '@handoff/core';
import type { Database, Transaction } from '../database/client.ts';
import type { ClaimedIntent } from './sql/claim-intents.ts';
import { openActivity } from './sql/open-activity.ts';
import type { Turn } from './turn.ts';

/** Which candidate a contact is: one an integration and contact. What it has waited with can be written now. */
export function linkCandidate(
  { accountId, integrationId }: Turn,
  contactId: string,
  { candidate, origin }: { candidate: CandidateRef; origin: 'CREATED' | 'LINKED' },
) {
  return async (tx: Transaction) => {
    const link = { origin, remoteId: candidate.remoteId, url: candidate.url, remoteCreatedAt: candidate.createdAt };
    await tx.candidateLink.upsert({
      where: { accountId_integrationId_contactId: { accountId, integrationId, contactId } },
      create: { accountId, integrationId, contactId, ...link },
      update: link,
    });
    await openActivity(tx, { accountId, contactIds: [contactId] });
  };
}

/** Those of these candidates that we made: no duplicates of anybody here (S6.5). */
export async function createdByUs(
  database: Database,
  { accountId, integrationId }: Pick<Turn, 'accountId' | 'integrationId'>,
  candidates: readonly CandidateRef[],
): Promise<readonly string[]> {
  if (candidates.length === 0) return [];
  const remoteId = { in: candidates.map((candidate) => candidate.remoteId) };
  const links = await database.candidateLink.findMany({
    where: { accountId, integrationId, remoteId, origin: 'CREATED' },
    select: { remoteId: true },
  });
  return links.map((link) => link.remoteId);
}

/** The mark of S6.1: somebody else put this person into the ATS earlier. Several: a person chooses (S6.7). */
export function markDuplicates(
  { accountId, integrationId }: Pick<Turn, 'accountId' | 'integrationId'>,
  contactId: string,
  candidates: readonly CandidateRef[],
) {
  return async (tx: Transaction) => {
    for (const { remoteId, url, createdAt: remoteCreatedAt } of candidates) {
      const key = { accountId, integrationId, contactId, remoteId };
      await tx.duplicateMark.upsert({
        where: { accountId_integrationId_contactId_remoteId: key },
        create: { ...key, url, remoteCreatedAt },
        update: { url, remoteCreatedAt },
      });
    }
  };
}

type Chosen = { readonly integrationId: string; readonly contactId: string; readonly candidate: CandidateRef };

/** Links contacts to the candidates that a person has chosen; the others with their email are no longer in question. */
export async function linkChosen(tx: Transaction, accountId: string, chosen: readonly Chosen[]): Promise<void> {
  if (chosen.length === 0) return;
  const input = JSON.stringify(chosen.map(({ candidate, ...place }) => ({ ...place, ...candidate })));
  await tx.$executeRaw`
    WITH chosen AS MATERIALIZED (
      SELECT * FROM jsonb_to_recordset(${input}::jsonb)
        AS ("integrationId" uuid, "contactId" uuid, "remoteId" text, url text, "createdAt" timestamptz)
    ), settled AS (
      DELETE FROM duplicate_mark mark USING chosen
      WHERE mark.account_id = ${accountId}::uuid AND mark.integration_id = "integrationId" AND mark.contact_id = "contactId"
        AND mark.remote_id <> "remoteId"
    )
    INSERT INTO candidate_link (account_id, integration_id, contact_id, origin, remote_id, url, remote_created_at)
    SELECT ${accountId}::uuid, "integrationId", "contactId", 'LINKED', "remoteId", url, "createdAt" FROM chosen
    ON CONFLICT (account_id, integration_id, contact_id) DO UPDATE SET origin = EXCLUDED.origin, url = EXCLUDED.url,
      remote_id = EXCLUDED.remote_id, remote_created_at = EXCLUDED.remote_created_at, linked_at = now()`;
}

/** The application that the ATS has now. */
export function keepApplication(
  { accountId, integrationId }: Turn,
  { contactId, jobId }: ClaimedIntent,
  { remoteId, status }: ApplicationRecord,
) {
  return async (tx: Transaction) => {
    if (jobId === null) return;
    const key = { accountId, integrationId, contactId, jobId };
    await tx.application.upsert({
      where: { accountId_integrationId_contactId_jobId: key },
      create: { ...key, remoteId, status },
      update: { remoteId, status },
    });
  };
}
