import { type CandidateRef, emailKey } from '@handoff/core';
import { findByEmails } from '../engine/candidate-index.ts';
import { type OpenContext, openWith } from '../engine/open-integration.ts';
import { done, invalid, notFound, type Result, refuse, refusedByAts } from '../problem.ts';
import { mostAtOnce } from './asked-sync.ts';

/** Who in the ATS has an address; several may. */
export type CheckedEmail = { readonly email: string; readonly candidates: readonly CandidateRef[] };

/** Which of these addresses are in the ATS already, as whom (S6.6). Nothing is written, and an error is no "nobody" (S6.8). */
export async function checkDuplicates(
  context: OpenContext,
  accountId: string,
  { integrationId, emails }: { readonly integrationId: string; readonly emails: readonly string[] },
): Promise<Result<readonly CheckedEmail[]>> {
  if (emails.length > mostAtOnce) return invalid(`At most ${mostAtOnce} may be checked at once.`, ['emails']);
  const place = { accountId, integrationId };
  const row = await context.database.integration.findUnique({
    where: { accountId_id: { accountId, id: integrationId } },
  });
  if (!row) return notFound('integration', ['integrationId']);
  const integration = row.status === 'CONNECTED' ? await openWith(context, row) : null;
  if (!integration)
    return refuse({ code: 'CONFLICT', message: 'The ATS cannot be asked now.', path: ['integrationId'] });
  if (!integration.session.findCandidates) {
    return refuse({
      code: 'UNSUPPORTED',
      message: 'This ATS does not look people up by email.',
      path: ['integrationId'],
    });
  }
  const found = await findByEmails({ ...place, database: context.database, integration }, emails);
  if (!found.ok) return refusedByAts(found.error);
  return done(emails.map((email) => ({ email, candidates: found.value.get(emailKey(email)) ?? [] })));
}
