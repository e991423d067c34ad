import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { hearWitness, placeWitness } from '../faults/soak/witness.ts';
import { fleetOf, followSyncs } from '../support/fleet.ts';
import { prepareProcesses } from '../support/processes.ts';
import { applied, connectWithJob, expectOnce } from '../support/push.ts';

const root = fileURLToPath(new URL('../../../../', import.meta.url));

/** What the next version adds to tables that this one reads and writes. */
const addition = `
  ALTER TABLE sync ADD COLUMN of_next text NOT NULL DEFAULT 'unset';
  ALTER TABLE intent ADD COLUMN of_next text;
  ALTER TABLE feed ADD COLUMN of_next text;
  ALTER TABLE sync_history ADD COLUMN of_next text;
  ALTER TYPE intent_kind ADD VALUE 'OF_NEXT';
  CREATE TABLE of_next (account_id uuid PRIMARY KEY);
  SELECT wall_in('of_next');`;

/** A build of the next version: the same code in another place, with a migration that this one does not have. */
async function buildNext() {
  const folder = await mkdtemp(join(tmpdir(), 'handoff-next-'));
  const [packages, migration] = [join(folder, 'packages'), join(folder, 'prisma/migrations/29990101000000_of-next')];
  await cp(join(root, 'packages/server'), join(packages, 'server'), {
    recursive: true,
    filter: (path) => !path.endsWith('node_modules'),
  });
  await symlink(join(root, 'packages/server/node_modules'), join(packages, 'server/node_modules'));
  await symlink(join(root, 'packages/web-client'), join(packages, 'web-client'));
  await cp(join(root, 'prisma'), join(folder, 'prisma'), { recursive: true });
  await mkdir(migration);
  await writeFile(join(migration, 'migration.sql'), addition);
  return {
    serve: join(packages, 'server/test/support/serve.ts'),
    handoff: join(packages, 'server/cli/handoff.ts'),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}

test('a rolling upgrade under load: the new version waits for its migration, the old one goes on after it, and nothing is lost, doubled or unseen', {
  timeout: 240_000,
}, async () => {
  await using next = await buildNext();
  await using processes = await prepareProcesses({ times: { leaseMs: 3_000, quarantineMs: 1_500 } });
  await placeWitness(processes);
  let build: string | undefined;
  const fleet = fleetOf({ ...processes, start: (more) => processes.start(more, build) });
  for (const role of ['all', 'all'] as const) await fleet.add(role);
  const handoff = (...args: readonly string[]) =>
    new Promise<{ code: number; said: string }>((resolve) => {
      const env = { ...process.env, ...processes.environment };
      execFile(process.execPath, [next.handoff, ...args], { env }, (error, out, err) =>
        resolve({ code: error ? Number(error.code) : 0, said: `${out}${err}` }),
      );
    });

  const connected = await connectWithJob(processes, fleet.client);
  const followers = followSyncs(fleet, connected.integrationId);
  for (const { begun } of followers) await begun;
  await processes.plan({ operation: 'candidate.create', what: 'slow', when: 'after', delayMs: 100, times: 1_000 });
  const emails: string[] = [];
  const underLoad = async (act: () => Promise<unknown>) => {
    const before = await applied(processes, 'candidate.create');
    emails.push(...(await connected.add(20)));
    const going = () => applied(processes, 'candidate.create');
    await expect.poll(going, { timeout: 40_000, interval: 20 }).toBeGreaterThan(before + 3);
    await act();
  };
  const replaceAll = async () => {
    for (const member of [...fleet.members]) await underLoad(() => fleet.replace(member, 'stop'));
  };

  const early = await handoff('serve');
  expect(early).toEqual({
    code: 1,
    said: expect.stringMatching(/lacks 29990101000000_of-next: run `handoff migrate`/),
  });
  await underLoad(async () => expect((await handoff('migrate')).said).toBe('Applied 29990101000000_of-next.\n'));
  for (const { server } of fleet.members) expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
  // One of the old version that is restarted meanwhile finds a database that is ahead of it.
  await underLoad(async () => fleet.members[0] && fleet.replace(fleet.members[0], 'stop'));
  build = next.serve;
  await replaceAll();
  await underLoad(async () => {});
  await expectOnce(processes, emails);
  // Each was stopped in order: no send was left unknown, and no lease to run out.
  const inOrder = { unknowns: { produced: 0, settled: 0 }, lateAnswers: 0, takeOvers: [] };
  expect(await hearWitness(processes)).toEqual(inOrder);
  for (const follower of followers) {
    await follower.sees(emails.length);
    await follower.close();
  }
});
