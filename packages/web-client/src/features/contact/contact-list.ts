/**
 * The contacts of a filter as rows, one for each contact in each of its sequences. Pages are read as
 * they are scrolled to. A live frame of a row that is here changes that row, though it may no longer
 * match: what a person looks at does not vanish under them. A frame of any other asks for the newest again.
 */
import type { Client, CombinedError } from 'urql';
import { type Change, type ChangedSync, changes } from '../../graphql/changes.ts';
import { readAnew, rereader } from '../../graphql/reread.ts';
import { type Contact, type ContactFilter, Contacts, type Enrollment } from './documents.ts';

export type Row = { readonly contact: Omit<Contact, 'enrollments'>; readonly enrollment: Enrollment };

export type ListState = {
  readonly rows: readonly Row[];
  /** Contacts that match; null until it is known. */
  readonly total: number | null;
  readonly error: CombinedError | null;
  readonly hasMore: boolean;
};

const nothing: ListState = { rows: [], total: null, error: null, hasMore: false };

export type ContactList = ReturnType<typeof openContactList>;

export function openContactList(client: Client, filter: ContactFilter) {
  let state = nothing;
  let cursor: string | null = null;
  let reading = false;
  const listeners = new Set<() => void>();
  const places = new Map<string, number>();
  const newest = rereader(readNewest);
  const forget = changes.subscribe(hear);
  void readPage();

  function become(next: Partial<ListState>): void {
    const rows = next.rows ?? state.rows;
    if (rows !== state.rows && rows.length !== state.rows.length) {
      places.clear();
      for (const [place, { enrollment }] of rows.entries()) places.set(enrollment.id, place);
    }
    state = { ...state, ...next };
    for (const listener of listeners) listener();
  }

  async function readPage(): Promise<void> {
    if (reading) return;
    reading = true;
    const { data, error } = await client.query(Contacts, { filter, after: cursor }).toPromise();
    reading = false;
    if (!data) return become({ error: error ?? null });
    const { nodes, totalCount, pageInfo } = data.contacts;
    cursor = pageInfo.endCursor;
    const known = new Set(places.keys());
    const more = rowsOf(nodes, filter).filter(({ enrollment }) => !known.has(enrollment.id));
    become({ rows: [...state.rows, ...more], total: totalCount, error: null, hasMore: pageInfo.hasNextPage });
  }

  /** What is new goes before what is there; where the two no longer meet, the list begins anew. */
  async function readNewest(): Promise<void> {
    const { data } = await readAnew(client, Contacts, { filter, after: null });
    if (!data) return;
    const { nodes, totalCount, pageInfo } = data.contacts;
    const rows = rowsOf(nodes, filter);
    const unknown = rows.filter(({ enrollment }) => !places.has(enrollment.id));
    if (unknown.length === rows.length) {
      cursor = pageInfo.endCursor;
      become({ rows, total: totalCount, hasMore: pageInfo.hasNextPage });
    } else {
      become({ rows: unknown.length > 0 ? [...unknown, ...state.rows] : state.rows, total: totalCount });
    }
  }

  function hear(change: Change): void {
    if (change.kind === 'SYNC') {
      apply(change.sync);
    } else {
      // What is here may be of before the gap: nothing of it is kept.
      become({ rows: [] });
      newest.ask();
    }
  }

  function apply(changed: ChangedSync): void {
    const place = places.get(changed.enrollment.id);
    const row = place === undefined ? undefined : state.rows[place];
    if (place === undefined || !row) {
      newest.ask();
      return;
    }
    const { enrollment } = row;
    const has = enrollment.syncs.some(({ id }) => id === changed.id);
    const syncs = has
      ? enrollment.syncs.map((sync) => (sync.id === changed.id ? changed : sync))
      : [...enrollment.syncs, changed];
    become({ rows: state.rows.with(place, { ...row, enrollment: { ...enrollment, syncs } }) });
  }

  return {
    get: (): ListState => state,
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    loadMore(): void {
      if (state.hasMore) void readPage();
    },
    retry: (): void => void readPage(),
    close(): void {
      forget();
      newest.stop();
    },
  };
}

function rowsOf(contacts: readonly Contact[], { sequenceId, state, reason }: ContactFilter): Row[] {
  return contacts.flatMap(({ enrollments, ...contact }) =>
    enrollments.nodes
      .filter(({ sequence }) => sequenceId === undefined || sequence.id === sequenceId)
      .filter(({ syncs }) => state === undefined || syncs.some((sync) => sync.state === state))
      .filter(({ syncs }) => reason === undefined || syncs.some((sync) => sync.reason === reason))
      .map((enrollment) => ({ contact, enrollment })),
  );
}
