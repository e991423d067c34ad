import type { FaultInput } from '@handoff/ats-ashby/emulator';
import { z } from 'zod';
import type { RetryTimes } from '../../src/engine/retry.ts';
import { type Client, clientOf } from './client.ts';
import { createOwner } from './owner.ts';
import { type ServerProcess, startProcess } from './process.ts';
import { prepareStage, type Stage, type StageWishes } from './stage.ts';

const permissions = [
  'apiKeys:read',
  'hiringProcessMetadata:read',
  'candidates:read',
  'candidates:write',
  'jobs:read',
  'organization:read',
];

/** A stage and an owner, for processes of the product that come and go. */
export type Processes = Stage &
  AsyncDisposable & {
    readonly accountId: string;
    start(more?: Readonly<Record<string, string>>, build?: string): Promise<ServerProcess>;
    /** The owner's token. */
    readonly token: string;
    /** The owner's, at a process. */
    clientAt(server: ServerProcess): Client;
    /** Another account, whose owner is at this process. */
    addAccount(server: ServerProcess): Promise<Client>;
    plan(fault: FaultInput): Promise<void>;
    /** Another key of the same organisation, which may do everything. */
    makeKey(): Promise<string>;
  };

export type ProcessesWishes = StageWishes & { readonly times?: Partial<RetryTimes> };

export async function prepareProcesses({ times = {}, ...wishes }: ProcessesWishes = {}): Promise<Processes> {
  await using prepared = new AsyncDisposableStack();
  const stage = await prepareStage(wishes);
  prepared.defer(stage.stop);
  const environment = {
    ...stage.environment,
    TEST_TIMES: JSON.stringify({ quarantineMs: 2_000, firstLookMs: 50, ...times }),
  };
  const { accountId, token } = await createOwner(stage.database);
  const owned = prepared.move();
  const stop = () => owned.disposeAsync();
  return {
    ...stage,
    environment,
    accountId,
    token,
    async start(more = {}, build = undefined) {
      const server = await startProcess({ ...environment, ...more }, build);
      owned.defer(server.kill);
      return server;
    },
    clientAt: ({ url }) => clientOf(url, token),
    addAccount: async ({ url }) => clientOf(url, (await createOwner(stage.database)).token),
    async plan(fault) {
      await stage.control('/faults', fault);
    },
    async makeKey() {
      const made = await stage.control('/keys', { permissions });
      return z.object({ apiKey: z.string() }).parse(made).apiKey;
    },
    stop,
    [Symbol.asyncDispose]: stop,
  };
}
