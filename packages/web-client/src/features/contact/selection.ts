import type { Client, CombinedError } from 'urql';
import type { Wish } from '../run/use-resync.ts';
import type { ContactFilter } from './documents.ts';
import { readContacts } from './read-contacts.ts';

/** Who is chosen in the list: some by name, or all that match its filter, those that are not loaded included. */
export type Selection = { readonly kind: 'SOME'; readonly contactIds: ReadonlySet<string> } | { readonly kind: 'ALL' };

export const nobody: Selection = { kind: 'SOME', contactIds: new Set() };

/** As many contacts as can be named at once. */
export const mostNamed = 1_000;

export function isSelected(selection: Selection, contactId: string): boolean {
  return selection.kind === 'ALL' || selection.contactIds.has(contactId);
}

/** One more or one less. Of all that match, taking one out leaves those that are loaded. */
export function toggled(selection: Selection, contactId: string, loaded: readonly string[]): Selection {
  const contactIds = new Set(selection.kind === 'ALL' ? loaded : selection.contactIds);
  if (!contactIds.delete(contactId)) contactIds.add(contactId);
  return { kind: 'SOME', contactIds };
}

/** Whether who matches this filter has to be named one by one. */
export function isNamed({ search, reason }: ContactFilter): boolean {
  return search !== undefined || reason !== undefined;
}

type Asked = { readonly wish: Omit<Wish, 'integrationId'> } | { readonly error: CombinedError };

/** Whom a resync of the selection is about. A search and a reason are no conditions of a resync: who they find is named. */
export async function wishOf(client: Client, selection: Selection, filter: ContactFilter): Promise<Asked> {
  if (selection.kind === 'SOME') return { wish: { contactIds: [...selection.contactIds].slice(0, mostNamed) } };
  if (isNamed(filter)) {
    const read = await readContacts(client, filter, mostNamed);
    return 'error' in read ? read : { wish: { contactIds: read.contacts.map(({ id }) => id) } };
  }
  const { sequenceId, state, errorCode } = filter;
  const whose = sequenceId ? { sequenceId } : { all: true };
  const of = { ...(state ? { states: [state] } : {}), ...(errorCode ? { errorCodes: [errorCode] } : {}) };
  return { wish: { ...whose, ...of } };
}
