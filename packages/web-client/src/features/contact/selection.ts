import type { Client } from 'urql';
import type { Wish } from '../run/use-resync.ts';
import type { ContactFilter } from './documents.ts';
import { pagesOf } from './pages-of.ts';

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

/** Whom a resync of the selection is about. A search and a reason are no conditions of a resync: who they find is named. */
export async function wishOf(
  client: Client,
  selection: Selection,
  filter: ContactFilter,
): Promise<Omit<Wish, 'integrationId'>> {
  if (selection.kind === 'SOME') return { contactIds: [...selection.contactIds].slice(0, mostNamed) };
  if (isNamed(filter)) return { contactIds: await idsOf(client, filter) };
  const { sequenceId, state } = filter;
  return { ...(sequenceId ? { sequenceId } : { all: true }), ...(state ? { states: [state] } : {}) };
}

async function idsOf(client: Client, filter: ContactFilter): Promise<string[]> {
  const ids: string[] = [];
  for await (const contacts of pagesOf(client, filter)) {
    ids.push(...contacts.map(({ id }) => id));
    if (ids.length >= mostNamed) break;
  }
  return ids;
}
