import { expect } from 'vitest';
import { type Answer, type Client, clientOf } from './client.ts';
import { documents } from './documents.ts';
import type { ServerProcess } from './process.ts';
import type { Processes } from './processes.ts';
import { comingBack, type Frames, transports } from './subscribe.ts';

type Role = 'all' | 'api' | 'worker';
type Member = { readonly role: Role; readonly server: ServerProcess };

/** Several processes of the product on one database, which come and go under a test. */
export type Fleet = {
  /** Of one that answers clients now. */
  readonly url: string;
  readonly members: readonly Member[];
  /** The owner's, at whoever answers clients now. */
  readonly client: Client;
  clientWith(token: string): Client;
  add(role: Role): Promise<Member>;
  /** Takes one out, by a kill or a stop, and puts another in its place. */
  replace(member: Member, how: 'kill' | 'stop'): Promise<void>;
};

export function fleetOf({ start, token: ownersToken }: Pick<Processes, 'start' | 'token'>): Fleet {
  const members: Member[] = [];
  const place = {
    get url() {
      const apis = members.filter(({ role }) => role !== 'worker');
      const picked = apis[Math.floor(Math.random() * apis.length)];
      if (!picked) throw new Error('no api process is left');
      return picked.server.url;
    },
  };
  const add = async (role: Role) => {
    const member = { role, server: await start({ HANDOFF_ROLE: role }) };
    members.push(member);
    return member;
  };
  const clientWith = (token: string) => clientAt(place, token);
  return Object.assign(place, {
    members,
    client: clientWith(ownersToken),
    clientWith,
    add,
    async replace(member: Member, how: 'kill' | 'stop') {
      members.splice(members.indexOf(member), 1);
      await member.server[how]();
      await add(member.role);
    },
  });
}

/** As an outreach tool: what was not answered is sent again, and whatever it asks for has an id by which it counts once. */
function clientAt(place: { readonly url: string }, token: string): Client {
  const answered = async <T>(ask: (client: Client) => Promise<T>): Promise<T> => {
    for (;;) {
      try {
        return await ask(clientOf(place.url, token));
      } catch (error) {
        // What `fetch` throws when there is no answer, or only a part of one.
        if (!(error instanceof TypeError)) throw error;
      }
    }
  };
  return {
    get url() {
      return place.url;
    },
    token,
    post: (body) => answered((client) => client.post(body)),
    send: (operation, variables) => answered((client) => client.send(operation, variables)),
  };
}

export type Follower = {
  readonly begun: Promise<void>;
  /** Waits until so many syncs were seen to be synced; each place came once, and in order. */
  sees(synced: number): Promise<void>;
  close(): Promise<void>;
};

/** One who follows over each transport, wherever there is a process. */
export function followSyncs({ client }: Pick<Fleet, 'client'>, integrationId: string): readonly Follower[] {
  const operation = { query: documents.SyncUpdated, variables: { integrationId } };
  return transports.map(([, subscribe]) => readOn(comingBack(subscribe)(client, operation)));
}

function readOn(frames: Frames): Follower {
  const seen: Answer[] = [];
  const begun = Promise.withResolvers<void>();
  let closed = false;
  const read = async () => {
    while (!closed) {
      seen.push(await frames.next());
      begun.resolve();
    }
  };
  const reading = read().catch((error) => {
    if (!closed) begun.reject(error);
  });
  const synced = () => new Set(seen.flatMap(({ sync }) => (sync?.state === 'SYNCED' ? [sync.id] : []))).size;
  return {
    begun: begun.promise,
    async sees(count) {
      await expect.poll(synced, { timeout: 60_000, interval: 50 }).toBe(count);
      const cursors = seen.map(({ cursor }) => BigInt(cursor));
      expect(cursors.slice(1).every((cursor, place) => cursor > (cursors[place] ?? 0n))).toBe(true);
    },
    async close() {
      closed = true;
      await frames.close();
      await reading;
    },
  };
}
