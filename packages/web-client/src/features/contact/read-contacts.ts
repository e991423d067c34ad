import type { Client, CombinedError } from 'urql';
import { type Contact, type ContactFilter, Contacts } from './documents.ts';

type Read = { readonly contacts: readonly Contact[] } | { readonly error: CombinedError };

/** The contacts that match, page by page, as they are now: all of them, or the first so many; or why they could not be read. */
export async function readContacts(
  client: Client,
  filter: ContactFilter,
  most = Number.POSITIVE_INFINITY,
): Promise<Read> {
  const contacts: Contact[] = [];
  let after: string | null = null;
  do {
    const variables: { filter: ContactFilter; after: string | null } = { filter, after };
    const { data, error } = await client.query(Contacts, variables, { requestPolicy: 'network-only' }).toPromise();
    if (error) return { error };
    if (!data) throw new Error('the contacts were answered with nothing');
    contacts.push(...data.contacts.nodes);
    const { hasNextPage, endCursor } = data.contacts.pageInfo;
    after = hasNextPage && contacts.length < most ? endCursor : null;
  } while (after !== null);
  return { contacts: contacts.slice(0, most) };
}
