import type { CandidateRef } from '@handoff/core';
import { type Actor, recordChange } from '../audit/record-change.ts';
import type { Database, Transaction } from '../database/client.ts';
import { linkChosen } from '../engine/links.ts';
import { Prisma } from '../generated/prisma/client.ts';
import { applyDecisions, type Question } from '../intake/apply-decisions.ts';
import { holdIntegrations } from '../intake/facts.ts';
import { done, invalid, type Result } from '../problem.ts';
import type { WakeOwners } from '../queue/queues.ts';
import { type AskedSync, mostAtOnce } from './asked-sync.ts';
import { isOpen, type Judged, judge, type Resolution } from './judge-resolution.ts';
import { dismissSyncs } from './sql/dismiss-syncs.ts';
import { holdIntents } from './sql/hold-intents.ts';
import { type HeldSync, holdSyncs } from './sql/hold-syncs.ts';

/**
 * What a person says of contacts that are held, or whose email several candidates have: this is the candidate, or it
 * is a duplicate to leave alone (S6.7). Linking is about the person, so that it holds for every sequence they are in.
 */
export async function resolveDuplicates(
  { database, wakeOwners }: { database: Database; wakeOwners: WakeOwners },
  actor: Actor,
  resolutions: readonly Resolution[],
): Promise<Result<readonly AskedSync[]>> {
  if (resolutions.length > mostAtOnce) {
    return invalid(`At most ${mostAtOnce} may be resolved at once.`, ['resolutions']);
  }
  return database.$transaction((tx) => resolve(tx, { wakeOwners, actor, resolutions }), { timeout: 60_000 });
}

type Resolving = {
  readonly wakeOwners: WakeOwners;
  readonly actor: Actor;
  readonly resolutions: readonly Resolution[];
};

async function resolve(tx: Transaction, { wakeOwners, actor, resolutions }: Resolving) {
  const { accountId, memberId } = actor;
  const { integrations } = await holdIntegrations(tx, accountId);
  const ids = resolutions.flatMap(({ syncId }) => syncId ?? []);
  const where = Prisma.sql`(s.integration_id, s.contact_id) IN (
    SELECT integration_id, contact_id FROM sync WHERE account_id = ${accountId}::uuid AND id = ANY(${ids}::uuid[]))`;
  await holdIntents(tx, { accountId, where });
  const held = await holdSyncs(tx, { accountId, where, integrations });
  const marks = await tx.duplicateMark.findMany({
    where: { accountId, contactId: { in: [...new Set(held.map(({ contactId }) => contactId))] } },
  });
  const judged = resolutions.map((resolution, index) => judge(resolution, { index, held, marks }));
  const cause = `member:${memberId}`;
  const linked = linkedOf(judged);
  await linkChosen(tx, accountId, linked);
  const questions = linked.flatMap((one) => questionsOf(one, { held, cause }));
  await applyDecisions(tx, accountId, { questions, askedBy: 'PERSON' });
  const dismissed = judged.flatMap((one) => (one.kind === 'DISMISS' ? [one.sync] : []));
  await dismissSyncs(tx, { accountId, dismissed, cause });
  await recordChange(tx, actor, {
    action: 'sync.resolveDuplicates',
    target: judged.length === 1 ? (ids[0] ?? accountId) : accountId,
    summary: `Linked ${linked.length} contacts to their candidates, dismissed ${dismissed.length}.`,
  });
  await wakeOwners(tx, accountId, questions);
  return done(judged.map(answerOf));
}

type Linked = { readonly integrationId: string; readonly contactId: string; readonly candidate: CandidateRef };

/** Once a contact: who is in two sequences may be named twice. */
function linkedOf(judged: readonly Judged[]): readonly Linked[] {
  const links = judged.flatMap((one) => {
    if (one.kind !== 'LINK') return [];
    const { integrationId, contactId } = one.sync;
    return [[`${integrationId}:${contactId}`, { integrationId, contactId, candidate: one.candidate }] as const];
  });
  return [...new Map(links).values()];
}

function questionsOf(
  { integrationId, contactId, candidate }: Linked,
  { held, cause }: { held: readonly HeldSync[]; cause: string },
): Question[] {
  const { remoteId } = candidate;
  const theirs = held.filter((sync) => sync.integrationId === integrationId && sync.contactId === contactId);
  return theirs.filter(isOpen).map(({ facts, ...ids }) => ({
    ...ids,
    cause,
    trigger: { kind: 'LINKED', remoteId },
    facts: { ...facts, ats: { ...facts.ats, linkedTo: remoteId } },
  }));
}

function answerOf(judged: Judged): AskedSync {
  const { index } = judged;
  if (judged.kind === 'REFUSED') return { index, syncId: judged.syncId, problem: judged.problem };
  return { index, syncId: judged.sync.syncId, problem: null };
}
