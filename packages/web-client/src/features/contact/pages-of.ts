import type { Client } from 'urql';
import { type Contact, type ContactFilter, Contacts } from './documents.ts';

/** All contacts that match, page by page, as they are now. */
export async function* pagesOf(client: Client, filter: ContactFilter): AsyncGenerator<readonly Contact[]> {
  let after: string | null = null;
  do {
    const variables: { filter: ContactFilter; after: string | null } = { filter, after };
    const { data, error } = await client.query(Contacts, variables, { requestPolicy: 'network-only' }).toPromise();
    if (!data) throw error ?? new Error('the contacts could not be read');
    yield data.contacts.nodes;
    const { hasNextPage, endCursor } = data.contacts.pageInfo;
    after = hasNextPage ? endCursor : null;
  } while (after !== null);
}
