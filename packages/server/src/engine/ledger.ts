import type { Database } from '../database/client.ts';
import { gathered } from './gathered.ts';
import { type Move, record } from './record.ts';
import { beginSends } from './sql/begin-sends.ts';
import type { ClaimedIntent } from './sql/claim-intents.ts';
import { type ApplicationTarget, readApplicationTargets } from './sql/read-application-targets.ts';
import { type PushContact, readContacts } from './sql/read-contacts.ts';
import type { Turn } from './turn.ts';

/**
 * What the lanes of a turn read and write of their contacts. A contact takes its steps one after the other; the
 * statements of steps that many contacts take at the same time are one.
 */
export type Ledger = {
  /** Null where the contact was erased. */
  readContact(contactId: string): Promise<PushContact | null>;
  /** The two ends of an application in the ATS's own ids; null while the contact has no candidate there. */
  readTarget(intent: ClaimedIntent): Promise<ApplicationTarget | null>;
  /** The write-ahead. Answers with the time that goes to the ATS, or null when we may not send. */
  beginSend(intentId: string): Promise<Date | null>;
  /** Moves intents, all of these or none, with all that follows. */
  record(moves: readonly Move[]): Promise<void>;
};

export function ledgerOf(database: Database, turn: Turn): Ledger {
  const recordAll = gathered(async (several: readonly (readonly Move[])[]) => {
    await record(database, turn, several.flat());
    return several.map(() => undefined);
  });
  return {
    readContact: gathered(async (contactIds) => {
      const contacts = await readContacts(database, turn, contactIds);
      const byId = new Map(contacts.map((contact) => [contact.contactId, contact]));
      return contactIds.map((contactId) => byId.get(contactId) ?? null);
    }),
    readTarget: gathered(async (intents) => {
      const targets = await readApplicationTargets(database, turn, intents);
      return intents.map(({ id }) => targets.get(id) ?? null);
    }),
    beginSend: gathered(async (intentIds) => {
      const begun = await beginSends(database, turn, intentIds);
      return intentIds.map((intentId) => begun.get(intentId) ?? null);
    }),
    async record(moves) {
      if (moves.length > 0) await recordAll(moves);
    },
  };
}
