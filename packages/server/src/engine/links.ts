import type { ApplicationRecord, CandidateRef } from '@handoff/core';
import type { Database, Transaction } from '../database/client.ts';
import { Prisma } from '../generated/prisma/client.ts';
import { openActivity } from './sql/open-activity.ts';
import type { Turn } from './turn.ts';

type Linked = { readonly contactId: string; readonly candidate: CandidateRef; readonly origin: 'CREATED' | 'LINKED' };

/** Which candidate each contact is: one an integration and contact. What they have waited with can be written now. */
export async function linkCandidates(
  tx: Transaction,
  { accountId, integrationId }: Turn,
  links: readonly Linked[],
): Promise<void> {
  if (links.length === 0) return;
  const input = links.map(({ contactId, origin, candidate }) => ({ contactId, origin, ...refOf(candidate) }));
  await tx.$executeRaw`
    INSERT INTO candidate_link (account_id, integration_id, contact_id, origin, remote_id, url, remote_created_at)
    SELECT ${accountId}::uuid, ${integrationId}::uuid, "contactId", origin::link_origin, "remoteId", url, "createdAt"
    FROM jsonb_to_recordset(${JSON.stringify(input)}::jsonb)
      AS ("contactId" uuid, origin text, "remoteId" text, url text, "createdAt" timestamptz)
    ON CONFLICT (account_id, integration_id, contact_id) DO UPDATE SET ${linkedAnew}`;
  await openActivity(tx, { accountId, contactIds: links.map(({ contactId }) => contactId) });
}

const linkedAnew = Prisma.sql`origin = EXCLUDED.origin, remote_id = EXCLUDED.remote_id, url = EXCLUDED.url,
  remote_created_at = EXCLUDED.remote_created_at, linked_at = now()`;

/** What a link keeps of a candidate, and nothing else of the person. */
function refOf({ remoteId, url, createdAt }: CandidateRef): CandidateRef {
  return { remoteId, url, createdAt };
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

type Marked = { readonly contactId: string; readonly candidates: readonly CandidateRef[] };

/** The mark of S6.1: somebody else put this person into the ATS earlier. Several: a person chooses (S6.7). */
export async function markDuplicates(
  tx: Transaction,
  { accountId, integrationId }: Turn,
  marked: readonly Marked[],
): Promise<void> {
  if (marked.length === 0) return;
  const input = marked.flatMap(({ contactId, candidates }) => candidates.map((one) => ({ contactId, ...refOf(one) })));
  await tx.$executeRaw`
    INSERT INTO duplicate_mark (account_id, integration_id, contact_id, remote_id, url, remote_created_at)
    SELECT ${accountId}::uuid, ${integrationId}::uuid, "contactId", "remoteId", url, "createdAt"
    FROM jsonb_to_recordset(${JSON.stringify(input)}::jsonb)
      AS ("contactId" uuid, "remoteId" text, url text, "createdAt" timestamptz)
    ON CONFLICT (account_id, integration_id, contact_id, remote_id)
      DO UPDATE SET url = EXCLUDED.url, remote_created_at = EXCLUDED.remote_created_at`;
}

type Chosen = { readonly integrationId: string; readonly contactId: string; readonly candidate: CandidateRef };

/** Links contacts to the candidates that a person has chosen; the others with their email are no longer in question. */
export async function linkChosen(tx: Transaction, accountId: string, chosen: readonly Chosen[]): Promise<void> {
  if (chosen.length === 0) return;
  const input = JSON.stringify(chosen.map(({ candidate, ...place }) => ({ ...place, ...refOf(candidate) })));
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
    ON CONFLICT (account_id, integration_id, contact_id) DO UPDATE SET ${linkedAnew}`;
}

type Applied = { readonly contactId: string; readonly jobId: string; readonly application: ApplicationRecord };

/** The applications that the ATS has now. */
export async function keepApplications(
  tx: Transaction,
  { accountId, integrationId }: Turn,
  applied: readonly Applied[],
): Promise<void> {
  if (applied.length === 0) return;
  const input = applied.map(({ contactId, jobId, application }) => ({ contactId, jobId, ...application }));
  await tx.$executeRaw`
    INSERT INTO application (account_id, integration_id, contact_id, job_id, remote_id, status)
    SELECT ${accountId}::uuid, ${integrationId}::uuid, "contactId", "jobId", "remoteId", status
    FROM jsonb_to_recordset(${JSON.stringify(input)}::jsonb)
      AS ("contactId" uuid, "jobId" uuid, "remoteId" text, status text)
    ON CONFLICT (account_id, integration_id, contact_id, job_id)
      DO UPDATE SET remote_id = EXCLUDED.remote_id, status = EXCLUDED.status`;
}
