import { expect } from 'vitest';
import type { Answer } from './client.ts';
import { documents } from './documents.ts';
import type { ServerProcess } from './process.ts';
import type { Processes } from './processes.ts';
import { type Frames, transports } from './subscribe.ts';

type Role = 'all' | 'api' | 'worker';
export type Member = { readonly role: Role; readonly server: ServerProcess };

/** Several processes of the product on one database, which come and go under a test. */
export type Fleet = {
  readonly members: readonly Member[];
  add(role: Role): Promise<Member>;
  /** Takes one out, by a kill or a stop, and puts another in its place. */
  replace(member: Member, how: 'kill' | 'stop'): Promise<void>;
  /** One that answers clients now. */
  anyApi(): ServerProcess;
  /** Does it at some api process; at another one when that is gone meanwhile. */
  retry<T>(act: (server: ServerProcess) => Promise<T>): Promise<T>;
};

export function fleetOf(processes: Processes): Fleet {
  const members: Member[] = [];
  const add = async (role: Role) => {
    const member = { role, server: await processes.start({ HANDOFF_ROLE: role }) };
    members.push(member);
    return member;
  };
  const anyApi = () => {
    const apis = members.filter(({ role }) => role !== 'worker');
    const picked = apis[Math.floor(Math.random() * apis.length)];
    if (!picked) throw new Error('no api process is left');
    return picked.server;
  };
  return {
    members,
    add,
    anyApi,
    async replace(member, how) {
      members.splice(members.indexOf(member), 1);
      await member.server[how]();
      await add(member.role);
    },
    async retry(act) {
      const failures: unknown[] = [];
      while (failures.length < 50) {
        try {
          return await act(anyApi());
        } catch (error) {
          failures.push(error);
        }
      }
      throw failures.at(-1);
    },
  };
}

export type Follower = {
  readonly begun: Promise<void>;
  /** Waits until so many syncs were seen to be synced; each place came once, and in order. */
  sees(synced: number): Promise<void>;
  close(): Promise<void>;
};

/** A subscriber who goes on from the last cursor wherever there is a process, as a page does: over each transport in turn. */
export function followSyncs(
  fleet: Fleet,
  { integrationId, token, first = 0 }: { integrationId: string; token: string; first?: number },
): Follower {
  const frames: Answer[] = [];
  const begun = Promise.withResolvers<void>();
  let closed = false;
  let current: Frames | null = null;
  const follow = async () => {
    for (let round = first; !closed; round++) {
      const [, subscribe] = transports[round % transports.length] ?? [];
      const variables = { integrationId, after: frames.at(-1)?.cursor };
      current = subscribe?.({ url: fleet.anyApi().url, token }, { query: documents.SyncUpdated, variables }) ?? null;
      try {
        for (;;) {
          frames.push(await current?.next());
          begun.resolve();
        }
      } catch {
        await current?.close().catch(() => undefined);
      }
    }
  };
  const following = follow();
  const synced = () => new Set(frames.flatMap(({ sync }) => (sync?.state === 'SYNCED' ? [sync.id] : []))).size;
  return {
    async sees(count) {
      await expect.poll(synced, { timeout: 20_000, interval: 50 }).toBe(count);
      const cursors = frames.map(({ cursor }) => BigInt(cursor));
      expect(cursors.slice(1).every((cursor, place) => cursor > (cursors[place] ?? 0n))).toBe(true);
    },
    begun: begun.promise,
    async close() {
      closed = true;
      await current?.close();
      await following;
    },
  };
}
