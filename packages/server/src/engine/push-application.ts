import { keepApplication } from './links.ts';
import { nobodysCredit } from './push-candidate.ts';
import type { PushContext, Pushed } from './push-context.ts';
import { record } from './record.ts';
import { retryAfterUnknown } from './resolve-unknown.ts';
import { moveOf, settleOutcome } from './settle-outcome.ts';
import { beginSend } from './sql/begin-send.ts';
import type { ClaimedIntent } from './sql/claim-intents.ts';
import { readApplicationTarget } from './sql/read-application-target.ts';

/** The application of a contact that is a candidate already. */
export async function pushApplication(context: PushContext, intent: ClaimedIntent): Promise<Pushed> {
  const { database, turn, lease, integration } = context;
  if (intent.state === 'UNKNOWN') {
    await record(database, turn, [retryAfterUnknown(intent, context.times)]);
    return { kind: 'DONE' };
  }
  const target = await readApplicationTarget(database, turn, intent);
  if (!target) {
    await record(database, turn, [moveOf(intent)('PENDING')]);
    return { kind: 'DONE' };
  }
  const at = await beginSend(database, turn, intent.id);
  if (at === null || !lease.isOurs()) return { kind: 'DONE' };
  const outcome = await integration.session.ensureApplication({ key: intent.key, ...target, ...nobodysCredit, at });
  const { pushed, moves } = settleOutcome({ intent, outcome, times: context.times }, (application) =>
    keepApplication(turn, intent, application),
  );
  await record(database, turn, moves);
  return pushed;
}
