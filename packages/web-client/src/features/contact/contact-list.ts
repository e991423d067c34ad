/**
 * The contacts of a filter as rows, one for each contact in each of its sequences. Pages are read as
 * they are scrolled to. A live frame of a row that is here changes that row, though it may no longer
 * match: what a person looks at does not vanish under them. A frame of any other asks for the newest again.
 */
import type { Client, CombinedError } from 'urql';
import { type Change, type ChangedSync, changes } from '../../graphql/changes.ts';
import { readAnew, rereader } from '../../graphql/reread.ts';
import { type ContactFilter, Contacts } from './documents.ts';
import { type Row, rowsOf, withSync } from './rows.ts';

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
  /** What is here may be of before something that was missed: nothing of it is kept. */
  let isOld = false;
  const listeners = new Set<() => void>();
  const places = new Map<string, number>();
  const newest = rereader(readNewest);
  const forget = changes.subscribe(hear);
  void readPage();

  function become(next: Partial<ListState>): void {
    state = { ...state, ...next };
    for (const listener of listeners) listener();
  }

  function place(rows: readonly Row[], first: number): void {
    for (const [offset, { enrollment }] of rows.entries()) places.set(enrollment.id, first + offset);
  }

  async function readPage(): Promise<void> {
    if (reading) return;
    reading = true;
    const after = cursor;
    const { data, error } = await client.query(Contacts, { filter, after }).toPromise();
    reading = false;
    // The list has begun anew meanwhile: who asked for more still wants it.
    if (after !== cursor) return readPage();
    if (!data) return become({ error: error ?? null });
    const { nodes, totalCount, pageInfo } = data.contacts;
    cursor = pageInfo.endCursor;
    const more = rowsOf(nodes, filter).filter(({ enrollment }) => !places.has(enrollment.id));
    place(more, state.rows.length);
    become({ rows: [...state.rows, ...more], total: totalCount, error: null, hasMore: pageInfo.hasNextPage });
  }

  /** What is new goes before what is there; where the two no longer meet, the list begins anew. */
  async function readNewest(): Promise<void> {
    const wasOld = isOld;
    isOld = false;
    const { data } = await readAnew(client, Contacts, { filter, after: null });
    if (!data) {
      isOld ||= wasOld;
      return;
    }
    const { nodes, totalCount, pageInfo } = data.contacts;
    const rows = rowsOf(nodes, filter);
    const unknown = rows.filter(({ enrollment }) => !places.has(enrollment.id));
    if (wasOld || unknown.length === rows.length) {
      cursor = pageInfo.endCursor;
      places.clear();
      place(rows, 0);
      become({ rows, total: totalCount, hasMore: pageInfo.hasNextPage });
    } else if (unknown.length > 0) {
      const all = [...unknown, ...state.rows];
      place(all, 0);
      become({ rows: all, total: totalCount });
    } else {
      become({ total: totalCount });
    }
  }

  function hear(told: readonly Change[]): void {
    if (told.some(({ kind }) => kind === 'GAP')) {
      isOld = true;
      newest.ask();
    }
    apply(told.flatMap((change) => (change.kind === 'SYNC' ? [change.sync] : [])));
  }

  function apply(changed: readonly ChangedSync[]): void {
    const rows = [...state.rows];
    const known = changed.filter((sync) => {
      const at = places.get(sync.enrollment.id) ?? -1;
      const row = rows[at];
      if (row) rows[at] = withSync(row, sync);
      return row !== undefined;
    });
    if (known.length > 0) become({ rows });
    if (known.length < changed.length) newest.ask();
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
