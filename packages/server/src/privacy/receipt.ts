import type { Deleted } from './sql/delete-person.ts';

export type ReceiptFacts = {
  readonly id: string;
  readonly at: Date;
  readonly deleted: Deleted;
  /** The ATSs that were being given the contact, and have not answered. */
  readonly unanswered: readonly string[];
  readonly requests: readonly { readonly ats: string; readonly state: 'WAITING' | 'DONE' | 'FAILED' }[];
};

const states = {
  WAITING: 'was asked to erase the candidate, and has not done it yet',
  DONE: 'has erased the candidate',
  FAILED: 'was asked to erase the candidate, and refused',
} as const;

/** What a person can be told of it, to keep: what was deleted, and what was asked of others. Nothing in it says of whom. */
export function receiptText({ id, at, deleted, unanswered, requests }: ReceiptFacts): string {
  const { sequences, activities, syncs } = deleted;
  return [
    `Receipt ${id}`,
    `On ${at.toISOString()} a contact was erased with all that was known of them here: their place in ${counted(sequences, 'sequence')}, ${counted(activities, 'email event')} and ${counted(syncs, 'hand-over')}.`,
    'What comes in about their address from now on is not kept; it is recognised by a keyed hash alone.',
    ...requests.map(({ ats, state }) => `${ats} ${states[state]}.`),
    ...unanswered.map(
      (ats) =>
        `${ats} was being given the contact, and has not said whether it took them: they may be in it. Search ${ats} for their address, and delete or anonymize whom you find.`,
    ),
  ].join('\n');
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
