import { emailKey, nothingKnown } from '@handoff/core';
import type { Transaction } from '../database/client.ts';
import { done, type Problem, type Result } from '../problem.ts';
import { applyDecisions, type Question } from './apply-decisions.ts';
import { parseBatch } from './batch.ts';
import { type EmailEventInput, emailEventInput } from './contact-input.ts';
import { decideActivities } from './decide-activity.ts';
import { erasedProblem, withoutErased } from './erased.ts';
import { holdIntegrations, holdSequences, type IntegrationFacts, type SequenceFacts } from './facts.ts';
import { futureProblem, isInFuture } from './future.ts';
import type { Intake } from './intake.ts';
import { markReplied } from './sql/mark-replied.ts';
import { recordActivity } from './sql/record-activity.ts';
import { type WaitingSync, waitingSyncs } from './sql/waiting-syncs.ts';

export type RecordedEvent = { readonly index: number; readonly problem: Problem | null };

/**
 * Takes what happened by email. Each event counts once, by its id; a contact's first reply to a
 * sequence is put to the policy, and only where the contact waits for it; and each is asked whether it is
 * written to the contact's candidate (S7).
 */
export async function recordEmailEvents(
  { database, ...context }: Intake,
  { accountId, events }: { accountId: string; events: readonly unknown[] },
): Promise<Result<readonly RecordedEvent[]>> {
  const batch = parseBatch(emailEventInput, { name: 'events', items: events });
  if (!batch.ok) return batch;
  const good = batch.value.flatMap((parsed) => ('item' in parsed ? [parsed.item] : []));
  const { sequences, erased, now } = await database.$transaction((tx) => take(tx, { ...context, accountId, good }), {
    timeout: 30_000,
  });
  return done(
    batch.value.map((parsed) => {
      if (!('item' in parsed)) return parsed;
      const { sequenceId, email, occurredAt } = parsed.item;
      const place = ['events', String(parsed.index)];
      if (isInFuture(occurredAt, now)) return { index: parsed.index, problem: futureProblem([...place, 'occurredAt']) };
      if (erased.has(emailKey(email))) return { index: parsed.index, problem: erasedProblem([...place, 'email']) };
      if (sequences.has(sequenceId)) return { index: parsed.index, problem: null };
      const path = [...place, 'sequenceId'];
      return { index: parsed.index, problem: { code: 'NOT_FOUND', message: 'There is no such sequence.', path } };
    }),
  );
}

type Taking = Omit<Intake, 'database'> & { accountId: string; good: readonly EmailEventInput[] };

async function take(tx: Transaction, { accountId, good, wakeOwners, connectors, vault }: Taking) {
  const { integrations, now } = await holdIntegrations(tx, accountId);
  const sequences = await holdSequences(tx, accountId, [...new Set(good.map(({ sequenceId }) => sequenceId))]);
  const past = good.filter(({ occurredAt }) => !isInFuture(occurredAt, now));
  const { kept, erased } = await withoutErased(tx, { vault, accountId }, past);
  const known = kept
    .filter(({ sequenceId }) => sequences.has(sequenceId))
    .map((event) => ({ ...event, occurredAt: event.occurredAt ?? now }));
  const fresh = await recordActivity(tx, accountId, known);
  const replies = known
    .filter(({ eventId, type }) => type === 'REPLIED' && fresh.has(eventId))
    .map(({ eventId, sequenceId, email, occurredAt }) => ({
      eventId,
      sequenceId,
      emailKey: emailKey(email),
      occurredAt,
    }));
  const first = await markReplied(tx, accountId, replies);
  const waiting = await waitingSyncs(tx, accountId, first);
  const questions = waiting.flatMap((sync) => questionOf(sync, { integrations, sequences }));
  await applyDecisions(tx, accountId, { questions, askedBy: 'EVENT' });
  const writing = await decideActivities(tx, {
    accountId,
    connectors,
    integrations,
    eventIds: [...fresh],
    when: 'JUST_IN',
  });
  await wakeOwners(tx, accountId, [...questions, ...writing]);
  return { sequences, erased, now };
}

type Held = { integrations: readonly IntegrationFacts[]; sequences: ReadonlyMap<string, SequenceFacts> };

function questionOf(sync: WaitingSync, { integrations, sequences }: Held): Question[] {
  const integration = integrations.find(({ integrationId }) => integrationId === sync.integrationId);
  const sequence = sequences.get(sync.sequenceId);
  if (!integration || !sequence) return [];
  const { eventId, addedAt, repliedAt, email, ...ids } = sync;
  const facts = {
    settings: integration.settings,
    sequence: sequence.sequence,
    enrollment: { addedAt, repliedAt },
    contact: { email },
    sync: { state: { state: 'NOT_SYNCED', reason: 'WAITING_FOR_REPLY' }, jobId: null },
    ats: nothingKnown,
  } as const;
  return [{ ...ids, trigger: { kind: 'REPLIED' }, facts, cause: `event:${eventId}` }];
}
