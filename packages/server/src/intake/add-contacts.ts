import { randomUUIDv7 } from 'node:crypto';
import { emailKey, nothingKnown } from '@handoff/core';
import type { Transaction } from '../database/client.ts';
import { done, notFound, type Problem, type Result } from '../problem.ts';
import { applyDecisions, type Question } from './apply-decisions.ts';
import { parseBatch } from './batch.ts';
import { type ContactInput, contactInput } from './contact-input.ts';
import { decideActivities } from './decide-activity.ts';
import { erasedProblem, withoutErased } from './erased.ts';
import { holdIntegrations, holdSequences, type IntegrationFacts, type SequenceFacts } from './facts.ts';
import { futureProblem, isInFuture } from './future.ts';
import type { Intake } from './intake.ts';
import { adoptActivity } from './sql/adopt-activity.ts';
import { claimEvents, settleEvents } from './sql/claim-events.ts';
import { ensureContacts } from './sql/ensure-contacts.ts';
import { type EnrollmentRow, ensureEnrollments } from './sql/ensure-enrollments.ts';
import { firstReplies } from './sql/first-replies.ts';

export type AddContacts = {
  readonly accountId: string;
  readonly sequenceId: string;
  readonly contacts: readonly unknown[];
};

/** What became of one contact of the batch, in the batch's order. */
export type AddedContact =
  | { readonly index: number; readonly enrollmentId: string }
  | { readonly index: number; readonly problem: Problem };

/**
 * Takes contacts that were added to a sequence. Once per event id; all of what is acknowledged is
 * written in one transaction: contact, enrollment, decision, intents, history, feed, wake-up.
 */
export async function addContacts(
  { database, ...context }: Intake,
  { accountId, sequenceId, contacts }: AddContacts,
): Promise<Result<readonly AddedContact[]>> {
  const batch = parseBatch(contactInput, { name: 'contacts', items: contacts });
  if (!batch.ok) return batch;
  const good = batch.value.flatMap((parsed) => ('item' in parsed ? [parsed.item] : []));
  const taken = await database.$transaction((tx) => take(tx, { ...context, accountId, sequenceId, good }), {
    timeout: 30_000,
  });
  if (taken === null) return notFound('sequence', ['sequenceId']);
  return done(batch.value.map((parsed) => ('item' in parsed ? addedOf(parsed, taken) : parsed)));
}

type Taken = {
  readonly enrollments: ReadonlyMap<string, string>;
  readonly erased: ReadonlySet<string>;
  readonly now: Date;
};

function addedOf(
  { index, item }: { index: number; item: ContactInput },
  { enrollments, erased, now }: Taken,
): AddedContact {
  if (isInFuture(item.addedAt, now)) {
    return { index, problem: futureProblem(['contacts', String(index), 'addedAt']) };
  }
  if (item.email !== null && erased.has(emailKey(item.email))) {
    return { index, problem: erasedProblem(['contacts', String(index), 'email']) };
  }
  return { index, enrollmentId: enrollments.get(item.eventId) ?? '' };
}

type Taking = Omit<Intake, 'database'> & {
  accountId: string;
  sequenceId: string;
  good: readonly ContactInput[];
};

/** The enrollment of each event id, and who was left out; null when there is no such sequence. */
async function take(tx: Transaction, taking: Taking): Promise<Taken | null> {
  const { accountId, sequenceId, wakeOwners, connectors } = taking;
  const { integrations, now } = await holdIntegrations(tx, accountId);
  const sequence = (await holdSequences(tx, accountId, [sequenceId])).get(sequenceId);
  if (!sequence) return null;
  const past = taking.good.filter(({ addedAt }) => !isInFuture(addedAt, now));
  const { kept: good, erased } = await withoutErased(tx, taking, past);
  const claimed = await claimEvents(
    tx,
    accountId,
    good.map(({ eventId }) => eventId),
  );
  const fresh = dedupe(good).filter(({ eventId }) => claimed.fresh.has(eventId));
  if (fresh.length === 0) return { enrollments: claimed.known, erased, now };

  const contacts = await ensureContacts(tx, accountId, fresh);
  const emailKeys = [...contacts.values()].flatMap(({ emailKey: key }) => key ?? []);
  const replies = await firstReplies(tx, accountId, { sequenceId, emailKeys });
  const wanted = fresh.flatMap((input) => {
    const contact = contacts.get(input.eventId);
    return contact ? [{ input, contact }] : [];
  });
  const { enrollments, begun } = await ensureEnrollments(
    tx,
    accountId,
    wanted.map(({ input, contact }) => ({
      id: randomUUIDv7(),
      eventId: input.eventId,
      contactId: contact.id,
      email: contact.email,
      sequenceId,
      addedAt: input.addedAt ?? now,
      repliedAt: (contact.emailKey && replies.get(contact.emailKey)) || null,
    })),
  );

  const questions = begun.flatMap((enrollment) =>
    integrations.map((integration) => questionOf(enrollment, { integration, sequence })),
  );
  await applyDecisions(tx, accountId, { questions, askedBy: 'EVENT' });
  await settleEvents(tx, accountId, enrollments);
  const eventIds = await adoptActivity(tx, accountId, emailKeys);
  const writing = await decideActivities(tx, { accountId, connectors, integrations, eventIds, when: 'ADOPTED' });
  await wakeOwners(tx, accountId, [...questions, ...writing]);
  return { enrollments: new Map([...claimed.known, ...enrollments]), erased, now };
}

function questionOf(
  { id: enrollmentId, contactId, sequenceId, email, eventId, addedAt, repliedAt }: EnrollmentRow,
  { integration, sequence }: { integration: IntegrationFacts; sequence: SequenceFacts },
): Question {
  return {
    syncId: null,
    integrationId: integration.integrationId,
    enrollmentId,
    contactId,
    sequenceId,
    trigger: { kind: 'ADDED' },
    facts: {
      settings: integration.settings,
      sequence: sequence.sequence,
      enrollment: { addedAt, repliedAt },
      contact: { email },
      sync: null,
      ats: nothingKnown,
    },
    cause: `event:${eventId}`,
  };
}

/** The first of each event id: the second in the same batch changes nothing. */
function dedupe(contacts: readonly ContactInput[]): readonly ContactInput[] {
  return [...new Map(contacts.toReversed().map((contact) => [contact.eventId, contact])).values()].toReversed();
}
