import { type Actor, recordChange } from '../audit/record-change.ts';
import type { Transaction } from '../database/client.ts';
import { holdAccount } from '../database/hold-account.ts';
import type { OpenContext } from '../engine/open-integration.ts';
import { appendFeed, syncChange } from '../live/feed.ts';
import { done, notFound, type Result } from '../problem.ts';
import type { WakeOwners } from '../queue/queues.ts';
import { hashForErasure } from '../security/erased-addresses.ts';
import { deletePerson, findUnanswered, openErasures } from './sql/delete-person.ts';

type Erasing = OpenContext & { readonly wakeOwners: WakeOwners };
type Wish = { readonly contactId: string; readonly anonymizeInAts: boolean };

/**
 * Forgets a person (S9.3): all that is known of them here is deleted, and a keyed hash of the address keeps
 * late events from bringing them back. Where it is asked for, and the ATS can, it is asked to anonymize the
 * candidate. Asked for again, what the ATS had refused is asked of it again.
 */
export async function eraseContact(
  context: Erasing,
  actor: Actor,
  wish: Wish,
): Promise<Result<{ readonly erasureId: string }>> {
  return context.database.$transaction((tx) => erase(tx, { ...context, actor, wish }), { timeout: 30_000 });
}

type Steps = Omit<Erasing, 'database'> & { readonly actor: Actor; readonly wish: Wish };

async function erase(tx: Transaction, { actor, wish, ...context }: Steps): Promise<Result<{ erasureId: string }>> {
  const { accountId, memberId } = actor;
  const { contactId, anonymizeInAts } = wish;
  // Keeps events of the person out until it is done.
  await holdAccount(tx, accountId, 'ALONE');
  const before = await tx.erasure.findUnique({ where: { accountId_contactId: { accountId, contactId } } });
  const contact = await tx.contact.findUnique({ where: { accountId_id: { accountId, id: contactId } } });
  if (!contact && !before) return notFound('contact', ['contactId']);
  const integrationIds = anonymizeInAts ? await ableToErase(tx, accountId, context) : [];
  const asked = await openErasures(tx, { accountId, contactId, integrationIds });
  await context.wakeOwners(tx, accountId, asked);
  if (before || !contact) return done({ erasureId: before?.id ?? '' });

  const { emailKey } = contact;
  const { vault } = context;
  const emailHash = emailKey === null ? null : await hashForErasure(tx, { vault, accountId }, emailKey);
  const askedOf = asked.map(({ integrationId }) => integrationId);
  const unanswered = (await findUnanswered(tx, { accountId, contactId }))
    .filter(({ integrationId }) => !askedOf.includes(integrationId))
    .map(({ connectorId }) => context.connectors.find(connectorId)?.name ?? connectorId);
  const { deleted, syncs } = await deletePerson(tx, { accountId, contactId, emailKey });
  await tx.candidateLink.deleteMany({
    where: { accountId, contactId, integrationId: { notIn: askedOf } },
  });
  const { id } = await tx.erasure.create({
    data: { accountId, contactId, emailHash, memberId, deleted: { ...deleted, unanswered } },
  });
  await recordChange(tx, actor, {
    action: 'contact.erase',
    target: contactId,
    summary: anonymizeInAts ? 'Erased a contact, in the ATS too.' : 'Erased a contact.',
  });
  await appendFeed(tx, accountId, syncs.map(syncChange));
  return done({ erasureId: id });
}

async function ableToErase(
  tx: Transaction,
  accountId: string,
  { connectors }: Pick<Erasing, 'connectors'>,
): Promise<readonly string[]> {
  const integrations = await tx.integration.findMany({ where: { accountId, status: { not: 'DISCONNECTED' } } });
  return integrations.flatMap(({ id, connectorId }) => {
    const erasure = connectors.find(connectorId)?.capabilities.erasure ?? 'NONE';
    return erasure === 'NONE' ? [] : [id];
  });
}
