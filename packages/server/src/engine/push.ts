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
import { pushApplication } from './push-application.ts';
import { pushCandidate } from './push-candidate.ts';
import type { PushContext, Pushed } from './push-context.ts';
import { record } from './record.ts';
import { type KnownOfCandidate, type Settled, settleFailure } from './settle-outcome.ts';
import type { ClaimedIntent } from './sql/claim-intents.ts';
import { readContacts } from './sql/read-contacts.ts';

const goOn: Pushed = { kind: 'DONE' };
const poison: AtsError = atsError('INTERNAL', 'Handing this contact over failed for a reason of ours.');

/** Works off what was claimed for one contact: the candidate first, then each application. */
export async function pushContact(context: PushContext, claimed: readonly ClaimedIntent[]): Promise<Pushed> {
  const { database, turn } = context;
  const candidate = claimed.find(({ kind }) => kind === 'CANDIDATE');
  const applications = claimed.filter(({ kind }) => kind === 'APPLICATION');
  const contactId = claimed[0]?.contactId ?? '';
  const [contact] = await readContacts(database, turn, [contactId]);
  if (!contact) return goOn;
  let known: KnownOfCandidate = {};
  if (candidate) {
    const settled = await unlessPoison(context, candidate, () => pushCandidate(context, contact, candidate));
    const isDone = settled.moves.length > 0 && settled.moves.every(({ to }) => to === 'DONE');
    // Without a candidate there is nothing to apply with: what waits for it goes back, until there is one.
    const waiting = applications.map(({ id }) => ({ intentId: id, contactId, to: 'PENDING' }) as const);
    await record(database, turn, isDone ? settled.moves : [...settled.moves, ...waiting]);
    if (!isDone || settled.pushed.kind === 'WAIT') return settled.pushed;
    known = settled.known ?? {};
  }
  for (const application of applications) {
    const push = () => pushApplication(context, application, known);
    const { pushed, moves } = await unlessPoison(context, application, push);
    await record(database, turn, moves);
    if (pushed.kind === 'WAIT') return pushed;
  }
  return goOn;
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
