/**
 * One contact's intents, from claimed to answered. What is done next, and what each answer means, is
 * decided by the protocol in core/src/push: its table is at the head of protocol.ts. Here it is done.
 *
 * Order: look the person up; if they are not there, write down that we send (`sendWritten`), check that
 * the lease is still ours, send once, record. A crash before the write-ahead leaves nothing in the ATS;
 * a crash after it leaves an intent that the next owner takes for unknown. No step sends twice.
 *
 * A contact that breaks us fails by itself, for a few times and then for good: the others go on.
 */
import { type AtsError, atsError } from '@handoff/core';
import { inOrder, pushActivity } from './push-activity.ts';
import { pushApplication } from './push-application.ts';
import { pushCandidate } from './push-candidate.ts';
import type { PushContext, Pushed } from './push-context.ts';
import { pushErasure } from './push-erasure.ts';
import type { Move } from './record.ts';
import { type KnownOfCandidate, type Settled, settleFailure } from './settle-outcome.ts';
import type { ClaimedIntent } from './sql/claim-intents.ts';

const goOn: Pushed = { kind: 'DONE' };
const erased: AtsError = atsError('VALIDATION', 'The contact was erased.');
const poison: AtsError = atsError('INTERNAL', 'Handing this contact over failed for a reason of ours.');

/** Works off what was claimed for one contact: the candidate first, then each application, then what happened by email. */
export async function pushContact(context: PushContext, claimed: readonly ClaimedIntent[]): Promise<Pushed> {
  const { ledger } = context;
  const candidate = claimed.find(({ kind }) => kind === 'CANDIDATE');
  const others = claimed.filter(({ kind }) => kind !== 'CANDIDATE');
  const contactId = claimed[0]?.contactId ?? '';
  const contact = await ledger.readContact(contactId);
  if (!contact) return pushErased(context, claimed);
  let known: KnownOfCandidate = {};
  if (candidate) {
    const settled = await unlessPoison(context, candidate, () => pushCandidate(context, contact, candidate));
    const isDone = settled.moves.length > 0 && settled.moves.every(({ to }) => to === 'DONE');
    // Without a candidate there is nothing to apply with: what waits for it goes back, until there is one.
    await ledger.record(isDone ? settled.moves : [...settled.moves, ...others.map(goesBack)]);
    if (!isDone || settled.pushed.kind !== 'DONE') return settled.pushed;
    known = settled.known ?? {};
  }
  for (const application of others.filter(({ kind }) => kind === 'APPLICATION')) {
    const push = () => pushApplication(context, application, known);
    const { pushed, moves } = await unlessPoison(context, application, push);
    await ledger.record(moves);
    if (pushed.kind !== 'DONE') return pushed;
  }
  return pushActivities(
    context,
    others.filter(({ kind }) => kind === 'ACTIVITY'),
  );
}

/** In order: what came after one that is not settled waits for it (S7.4). */
async function pushActivities(context: PushContext, intents: readonly ClaimedIntent[]): Promise<Pushed> {
  const waiting = [...(await inOrder(context, intents))];
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const inHand = next;
    const { pushed, moves } = await unlessPoison(context, inHand.intent, () => pushActivity(context, inHand));
    const isSettled = moves.every(({ to }) => to === 'DONE' || to === 'REJECTED');
    const back = isSettled ? [] : waiting.splice(0).map(({ intent }) => goesBack(intent));
    await context.ledger.record([...moves, ...back]);
    if (pushed.kind !== 'DONE') return pushed;
  }
  return goOn;
}

/** Of who was erased here nothing is pushed any more, but that the ATS should forget them too (S9.3). */
async function pushErased(context: PushContext, claimed: readonly ClaimedIntent[]): Promise<Pushed> {
  const { ledger, times } = context;
  for (const intent of claimed) {
    const push = async () =>
      intent.kind === 'ERASURE' ? pushErasure(context, intent) : settleFailure(intent, erased, times);
    const { pushed, moves } = await unlessPoison(context, intent, push);
    await ledger.record(moves);
    if (pushed.kind === 'WAIT') return pushed;
  }
  return goOn;
}

function goesBack({ id, contactId }: ClaimedIntent): Move {
  return { intentId: id, contactId, to: 'PENDING' };
}

/** What fails before anything has left fails for this intent alone. */
async function unlessPoison(
  { log, turn, times }: PushContext,
  intent: ClaimedIntent,
  push: () => Promise<Settled>,
): Promise<Settled> {
  try {
    return await push();
  } catch (error) {
    log.error({ err: error, integrationId: turn.integrationId, intentId: intent.id }, 'an intent could not be pushed');
    return settleFailure(intent, poison, times);
  }
}
