import { randomUUIDv7 } from 'node:crypto';
import { referenceAts } from '@handoff/core/reference-ats';
import { parseConfig } from '../../src/config.ts';
import * as registered from '../../src/connectors.ts';
import { defaultTimes, type RetryTimes } from '../../src/engine/retry.ts';
import type { Role } from '../../src/generated/prisma/enums.ts';
import { type Handoff, startHandoff } from '../../src/main.ts';
import { tenancyOf } from '../../src/security/tenancy.ts';
import { createToken } from '../../src/security/tokens.ts';
import { type Client, clientOf } from './client.ts';
import { prepareStage, type Stage, type StageWishes } from './stage.ts';

/** Waits short enough for a test; the order of them is that of production. */
export const testTimes: RetryTimes = {
  ...defaultTimes,
  quarantineMs: 300,
  firstLookMs: 20,
  backoffMs: 20,
  roundEveryMs: 100,
};

/** The product on a stage of its own, and an owner who is signed in. */
export type Harness = Stage & {
  readonly accountId: string;
  readonly handoff: Handoff;
  /** The owner's. */
  readonly client: Client;
  clientFor(role: Role): Promise<Client>;
};

export type HarnessWishes = StageWishes & { readonly times?: RetryTimes };

export async function startHarness({ times = testTimes, ...wishes }: HarnessWishes = {}): Promise<Harness> {
  const stage = await prepareStage(wishes);
  const handoff = await startHandoff(parseConfig(stage.environment), {
    times,
    connectors: { ...registered, referenceAts },
    checkTokensMs: 100,
  });
  return harnessOf(stage, { ...handoff, clientWith: (token) => clientOf(handoff.url, token) });
}

/** The product as it runs, and a client of it with this token. */
export type Running = Handoff & { clientWith(token: string): Client };

export async function harnessOf(stage: Stage, running: Running): Promise<Harness> {
  const accountId = randomUUIDv7();
  const account = tenancyOf(stage.database).forAccount(accountId);
  await account.account.create({ data: { id: accountId, name: 'Northwind' } });
  const clientFor = async (role: Role) => {
    const member = await account.member.create({
      data: { accountId, name: role, email: `${randomUUIDv7()}@northwind.example`, role },
    });
    const token = await createToken(account, { accountId, memberId: member.id, kind: 'API', name: 'test' });
    return running.clientWith(token);
  };
  return {
    ...stage,
    accountId,
    handoff: running,
    client: await clientFor('OWNER'),
    clientFor,
    async stop() {
      await running.stop();
      await stage.stop();
    },
  };
}
