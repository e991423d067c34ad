import type { ApplicationRecord, Keep } from '@handoff/core';
import type { Transaction } from '../database/client.ts';
import { keepApplications, linkCandidates, markDuplicates } from './links.ts';
import { dropLinks } from './sql/drop-links.ts';
import { enterCandidates, type IndexEntry } from './sql/enter-candidates.ts';
import type { Turn } from './turn.ts';

/** What becomes true of a contact with the move of one of its intents. */
export type Kept =
  | Keep
  /** The candidate is in the index at once: the ATS's feed may say so later. */
  | { readonly kind: 'ENTRY'; readonly entry: IndexEntry }
  /** The application that the ATS has now. */
  | { readonly kind: 'APPLICATION'; readonly jobId: string; readonly application: ApplicationRecord }
  /** The candidate is no more: of the link nothing stays. */
  | { readonly kind: 'NO_LINK' };

type OfContact = { readonly contactId: string };

/** Keeps all of it, a statement or two for each kind. */
export async function keep(tx: Transaction, turn: Turn, kept: readonly (Kept & OfContact)[]): Promise<void> {
  const of = <Kind extends Kept['kind']>(kind: Kind) => kept.filter((one) => isOf(one, kind));
  await linkCandidates(tx, turn, of('LINK'));
  await markDuplicates(tx, turn, of('MARK'));
  await enterCandidates(
    tx,
    turn,
    of('ENTRY').map(({ entry }) => entry),
  );
  await keepApplications(tx, turn, of('APPLICATION'));
  await dropLinks(
    tx,
    turn,
    of('NO_LINK').map(({ contactId }) => contactId),
  );
}

function isOf<Kind extends Kept['kind']>(
  kept: Kept & OfContact,
  kind: Kind,
): kept is Extract<Kept, { kind: Kind }> & OfContact {
  return kept.kind === kind;
}
