import { randomUUIDv7 } from 'node:crypto';
import type { FaultInput } from '@handoff/ats-ashby/emulator';
import { z } from 'zod';
import type { Database } from '../../src/database/client.ts';
import { createToken } from '../../src/security/tokens.ts';
import type { TestDatabase } from '../support/database.ts';
import { prepareStage, type Stage } from '../support/stage.ts';

/** A stage and an account; processes of the product come and go. */
export type World = Stage & {
  /** Of the account's owner. */
  readonly token: string;
  /** Another account; answers with its owner's token. */
  addAccount(): Promise<string>;
  plan(faults: readonly FaultInput[]): Promise<void>;
  /** The ids of the ATS's open jobs. */
  openJobs(): Promise<readonly string[]>;
};

const jobsThere = z.object({ jobs: z.array(z.object({ id: z.string(), status: z.string() })) });

/** On a database of its own, unless one is given. */
export async function createWorld(given?: TestDatabase): Promise<World> {
  const stage = await prepareStage(given ? { testDatabase: given } : {});
  return {
    ...stage,
    token: await ownerOf(stage.database),
    addAccount: () => ownerOf(stage.database),
    async plan(faults) {
      await fetch(`${stage.emulator.url}/_emulator/faults`, { method: 'DELETE' });
      for (const fault of faults) await stage.control('/faults', fault);
    },
    async openJobs() {
      const { jobs } = jobsThere.parse(await stage.control('/state'));
      return jobs.filter(({ status }) => status === 'Open').map(({ id }) => id);
    },
  };
}

async function ownerOf(database: Database): Promise<string> {
  const accountId = randomUUIDv7();
  await database.account.create({ data: { id: accountId, name: 'Northwind' } });
  const owner = { accountId, name: 'Olivia', email: 'olivia@northwind.example', role: 'OWNER' } as const;
  const member = await database.member.create({ data: owner });
  return createToken(database, { accountId, memberId: member.id, kind: 'API', name: 'faults' });
}
