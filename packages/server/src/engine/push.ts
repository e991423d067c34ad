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
import { pushApplication } from './push-application.ts';
import { pushCandidate } from './push-candidate.ts';
import type { PushContext, Pushed } from './push-context.ts';
import { record } from './record.ts';
import type { ClaimedIntent } from './sql/claim-intents.ts';
import { readContacts } from './sql/read-contacts.ts';

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
    // Without a candidate there is nothing to apply with: what waits for it goes back, until there is one.
    const waiting = applications.map(({ id }) => ({ intentId: id, contactId, to: 'PENDING' }) as const);
    await record(context.database, context.turn, settled ? moves : [...moves, ...waiting]);
    if (!settled || pushed.kind === 'WAIT') return pushed;
  }
  for (const application of applications) {
    const pushed = await pushApplication(context, application);
    if (pushed.kind === 'WAIT') return pushed;
  }
  return goOn;
}
