/**
 * One contact's intents, from claimed to answered. What each answer of a send means:
 *
 * | what happened                                        | outcome    | the intent becomes              |
 * | ---------------------------------------------------- | ---------- | ------------------------------- |
 * | the ATS did it, or it was so already                 | done       | DONE, with the link             |
 * | refused, unknown host, 429                           | not done   | RETRY; the integration waits    |
 * | 401, 403                                             | rejected   | PENDING; the integration pauses |
 * | any other refusal                                    | rejected   | REJECTED: somebody must act     |
 * | reset, time-out, 5xx, cut answer, our death          | unknown    | UNKNOWN: looked up first        |
 *
 * Order: look the person up; if they are not there, write down that we send (`beginSend`), check that
 * the lease is still ours, send once, record. A crash before the write-ahead leaves nothing in the ATS;
 * a crash after it leaves an intent that the next owner takes for unknown. No step sends twice.
 */
import { type AtsError, type CandidateRecord, decideDuplicate, type Outcome, pausesIntegration } from '@handoff/core';
import type { Database } from '../database/client.ts';
import type { Lease } from './lease.ts';
import { linkCandidate, markDuplicate } from './links.ts';
import type { OpenIntegration } from './open-integration.ts';
import { pushApplication } from './push-application.ts';
import { type Move, record } from './record.ts';
import { foundAfterSend } from './resolve-unknown.ts';
import { afterFailure, type RetryTimes } from './retry.ts';
import { beginSend } from './sql/begin-send.ts';
import type { ClaimedIntent } from './sql/claim-intents.ts';
import { type PushContact, readContacts } from './sql/read-contacts.ts';
import type { Turn } from './turn.ts';

/** What a push works with. */
export type PushContext = {
  readonly database: Database;
  readonly turn: Turn;
  readonly lease: Lease;
  readonly integration: OpenIntegration;
  readonly times: RetryTimes;
};

/** What the drain must know of a push: go on, or let the whole integration wait, and why. */
export type Pushed = { readonly kind: 'DONE' } | { readonly kind: 'WAIT'; readonly error: AtsError };

const goOn: Pushed = { kind: 'DONE' };

/** Works off what was claimed for one contact: the candidate first, then each application. */
export async function pushContact(context: PushContext, claimed: readonly ClaimedIntent[]): Promise<Pushed> {
  const candidate = claimed.find(({ kind }) => kind === 'CANDIDATE');
  const applications = claimed.filter(({ kind }) => kind === 'APPLICATION');
  const contactId = claimed[0]?.contactId ?? '';
  const [contact] = await readContacts(context.database, context.turn, [contactId]);
  if (!contact) return goOn;
  if (candidate) {
    const { pushed, moves } = await pushCandidate(context, contact, candidate);
    const settled = moves.length > 0 && moves.every(({ to }) => to === 'DONE');
    // Without a candidate there is nothing to apply with: what waits for it goes back, or ends with it.
    const rejected = moves.some(({ to }) => to === 'REJECTED');
    const waiting = applications.map(
      ({ id }) => ({ intentId: id, contactId, to: rejected ? 'CANCELLED' : 'PENDING' }) as const,
    );
    await record(context.database, context.turn, settled ? moves : [...moves, ...waiting]);
    if (!settled || pushed.kind === 'WAIT') return pushed;
  }
  for (const application of applications) {
    const pushed = await pushApplication(context, application);
    if (pushed.kind === 'WAIT') return pushed;
  }
  return goOn;
}

type Step = { readonly pushed: Pushed; readonly moves: readonly Move[] };

async function pushCandidate(context: PushContext, contact: PushContact, intent: ClaimedIntent): Promise<Step> {
  const { integration, times } = context;
  const move = moveOf(intent);
  if (contact.email === null) {
    return ended(move('REJECTED', { error: { code: 'MISSING_EMAIL', message: 'The contact has no email address.' } }));
  }
  const found = await integration.session.findCandidates({ email: contact.email });
  if (!found.ok) return failed(intent, found.error, times);
  if (intent.state === 'UNKNOWN') return ended(foundAfterSend(intent, found.value, { context, contact }));

  const duplicate = decideDuplicate({ ...integration.settings, addedAt: contact.addedAt, found: found.value });
  switch (duplicate.kind) {
    case 'CREATE':
      return create(context, { ...contact, email: contact.email }, intent);
    case 'HOLD':
      return ended(move('HELD', { with: markDuplicate(context.turn, contact.contactId, duplicate.candidate) }));
    case 'LINK':
      return ended(move('DONE', { with: linkFound(context, contact, duplicate) }));
    case 'AMBIGUOUS': {
      const message = `${duplicate.candidates.length} candidates in the ATS have this email address.`;
      return ended(move('REJECTED', { error: { code: 'AMBIGUOUS_MATCH', message } }));
    }
  }
}

async function create(
  context: PushContext,
  contact: PushContact & { email: string },
  intent: ClaimedIntent,
): Promise<Step> {
  const at = await beginSend(context.database, context.turn, intent.id);
  // Not ours any more: whoever has the lease now finds the intent as it is.
  if (at === null || !context.lease.isOurs()) return { pushed: goOn, moves: [] };
  const { name, email, linkedInUrl } = contact;
  const outcome = await context.integration.session.createCandidate({ key: intent.key, name, email, linkedInUrl, at });
  return recordOutcome(context, { intent, outcome }, (candidate) =>
    linkCandidate(context.turn, contact.contactId, { candidate, origin: 'CREATED' }),
  );
}

/** What a send's outcome makes of its intent: the table above. */
export function recordOutcome<T>(
  context: PushContext,
  { intent, outcome }: { intent: ClaimedIntent; outcome: Outcome<T> },
  keep: (value: T) => Move['with'],
): Step {
  const move = moveOf(intent);
  switch (outcome.kind) {
    case 'APPLIED':
    case 'ALREADY': {
      const follow = keep(outcome.value);
      return ended(move('DONE', follow ? { with: follow } : {}));
    }
    case 'UNKNOWN':
      return ended(move('UNKNOWN', { error: outcome.error, retryInMs: context.times.firstLookMs }));
    case 'NOT_DONE':
    case 'REJECTED':
      return failed(intent, outcome.error, context.times);
  }
}

function linkFound(
  { turn }: PushContext,
  { contactId }: PushContact,
  { candidate, mark }: { candidate: CandidateRecord; mark: 'MARKED' | 'UNMARKED' },
): NonNullable<Move['with']> {
  return async (tx) => {
    await linkCandidate(turn, contactId, { candidate, origin: 'LINKED' })(tx);
    if (mark === 'MARKED') await markDuplicate(turn, contactId, candidate)(tx);
  };
}

function failed(intent: ClaimedIntent, error: AtsError, times: RetryTimes): Step {
  const pushed: Pushed =
    pausesIntegration(error) || error.code === 'RATE_LIMITED' || error.code === 'REMOTE_UNAVAILABLE'
      ? { kind: 'WAIT', error }
      : goOn;
  return {
    pushed,
    moves: [{ intentId: intent.id, contactId: intent.contactId, ...afterFailure(intent, error, times) }],
  };
}

export function moveOf({ id, contactId }: ClaimedIntent) {
  return (to: Move['to'], more: Omit<Move, 'intentId' | 'contactId' | 'to'> = {}): Move => ({
    intentId: id,
    contactId,
    to,
    ...more,
  });
}

function ended(move: Move): Step {
  return { pushed: goOn, moves: [move] };
}
