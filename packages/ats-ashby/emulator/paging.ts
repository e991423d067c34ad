import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Collection, Entry } from './collection.ts';
import { integerSchema, type Result } from './operation.ts';

const maximum = 100;

/** Optional, but never null: Ashby tells the two apart. */
export const pageInput = {
  limit: integerSchema.optional(),
  cursor: z.string().optional(),
  syncToken: z.string().optional(),
};

type PageInput = {
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
  readonly syncToken?: string | undefined;
};

/** Where the lists stand, now. */
type Lists = {
  readonly changes: number;
  readonly listedUpTo: number | null;
  readonly cursorGeneration: number;
  readonly mostIncrementalPages: number;
};

export type List<T> = {
  readonly endpoint: string;
  /** What the caller filtered by: cursors and tokens hold for these only. */
  readonly filters: unknown;
  readonly input: PageInput;
  readonly entries: Collection<T>;
  readonly lists: Lists;
  readonly matches: (record: T) => boolean;
  readonly view: (record: T) => unknown;
};

const placeSchema = z.object({
  kind: z.enum(['cursor', 'token']),
  list: z.string(),
  /** `all` goes by age of the records, `changed` by their last change. */
  run: z.enum(['all', 'changed']),
  after: z.number(),
  /** From where the next incremental run must read: what changed while this one was going on is read again. */
  since: z.number(),
  generation: z.number(),
  page: z.number(),
});
type Place = z.output<typeof placeSchema>;

/** One page of a whole or an incremental run; the last one carries the token for the next incremental run. */
export function listPage<T>(list: List<T>): Result {
  const place = startingPlace(list);
  if ('ok' in place) return place;
  if (place.run === 'changed' && place.page >= list.lists.mostIncrementalPages) {
    return { ok: false, code: 'incremental_sync_too_large', message: 'Too much has changed: start again' };
  }
  const limit = Math.min(Math.max(list.input.limit ?? maximum, 1), maximum);
  const found = entriesAfter(list, place, limit + 1);
  const page = found.slice(0, limit);
  const last = page.at(-1);
  const more = found.length > limit && last !== undefined;
  return {
    ok: true,
    results: page.map(({ record }) => list.view(record)),
    page: more
      ? {
          moreDataAvailable: true,
          nextCursor: encode({ ...place, kind: 'cursor', after: last[orderOf[place.run]], page: place.page + 1 }),
        }
      : {
          moreDataAvailable: false,
          syncToken: encode({ ...place, kind: 'token', run: 'changed', after: place.since, page: 0 }),
        },
  };
}

const orderOf = { all: 'added', changed: 'changed' } as const;

/** One more than a page holds, to know whether there is another. */
function entriesAfter<T>(list: List<T>, { run, after }: Place, most: number): Entry<T>[] {
  const order = orderOf[run];
  const upTo = list.lists.listedUpTo ?? Number.POSITIVE_INFINITY;
  const found: Entry<T>[] = [];
  for (const entry of list.entries.after(order, after)) {
    if (entry[order] > upTo || found.length === most) break;
    if (list.matches(entry.record)) found.push(entry);
  }
  return found;
}

function startingPlace<T>(list: List<T>): Place | Extract<Result, { ok: false }> {
  const { cursor, syncToken } = list.input;
  const name = fingerprint(list);
  const { changes, listedUpTo, cursorGeneration: generation } = list.lists;
  const since = Math.min(changes, listedUpTo ?? changes);
  const fresh = { kind: 'cursor', list: name, run: 'all', after: 0, since, generation, page: 0 } as const;
  if (cursor !== undefined) {
    const place = decode(cursor);
    if (place && place.generation !== generation) return expired('next_cursor_expired');
    if (place?.kind === 'cursor' && place.list === name) return place;
    return { ok: false, code: 'invalid_next_cursor', message: 'The cursor is not one of this list: start again' };
  }
  if (syncToken === undefined) return fresh;
  const place = decode(syncToken);
  if (place && place.generation !== generation) return expired('sync_token_expired');
  if (place?.kind === 'token' && place.list === name) return { ...place, since };
  return { ok: false, code: 'sync_token_invalid', message: 'The sync token is not one of this list: start again' };
}

function expired(code: string): Extract<Result, { ok: false }> {
  return { ok: false, code, message: 'It was given out too long ago: start again' };
}

function fingerprint<T>({ endpoint, filters }: List<T>): string {
  return createHash('sha256')
    .update(JSON.stringify([endpoint, filters]))
    .digest('base64url')
    .slice(0, 12);
}

function encode(place: Place): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

function decode(text: string): Place | null {
  try {
    return placeSchema.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
  } catch {
    return null;
  }
}
