import type { Client } from 'urql';
import type { Wish } from '../run/use-resync.ts';
import { type ContactFilter, Contacts } from './documents.ts';

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

/** Whom a resync of the selection is about. A search is no condition of a resync: who it finds is named. */
export async function wishOf(
  client: Client,
  selection: Selection,
  filter: ContactFilter,
): Promise<Omit<Wish, 'integrationId'>> {
  if (selection.kind === 'SOME') return { contactIds: [...selection.contactIds].slice(0, mostNamed) };
  if (filter.search) return { contactIds: await idsOf(client, filter) };
  const { sequenceId, state } = filter;
  return { ...(sequenceId ? { sequenceId } : { all: true }), ...(state ? { states: [state] } : {}) };
}

async function idsOf(client: Client, filter: ContactFilter): Promise<string[]> {
  const ids: string[] = [];
  let after: string | null = null;
  do {
    const answer = await client.query(Contacts, { filter, after }).toPromise();
    const page: NonNullable<typeof answer.data>['contacts'] | undefined = answer.data?.contacts;
    ids.push(...(page?.nodes ?? []).map(({ id }) => id));
    after = page?.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (after !== null && ids.length < mostNamed);
  return ids;
}
