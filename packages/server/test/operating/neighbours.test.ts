import { expect, test } from 'vitest';
import { prepareProcesses } from '../support/processes.ts';
import { connectWithJob } from '../support/push.ts';
import { add, connect, newContact, newSequence, settled } from '../support/seed.ts';

test('while one account’s owner is busy for long, another account’s contact does not wait for its turn to end', {
  timeout: 90_000,
}, async () => {
  await using processes = await prepareProcesses();
  // Longer than the test: nobody is saved by the end of a turn.
  const server = await processes.start({ TEST_TURN_MS: '120000' });
  const busy = await connectWithJob(processes, server);
  const neighbour = { ...processes, client: await processes.addAccount(server) };
  await connect(neighbour, { mode: 'ON_ADDED' });
  const sequenceId = await newSequence(neighbour);
  const where = { accountId: processes.accountId };

  const slow = { operation: 'candidate.create', what: 'slow', when: 'after', delayMs: 400, times: 1_000 } as const;
  await processes.plan(slow);
  await busy.add(900);
  const sync = processes.database.sync;
  await expect.poll(() => sync.count({ where: { ...where, state: 'SYNCED' } }), { timeout: 30_000 }).toBeGreaterThan(0);
  const contact = newContact();
  await add(neighbour, sequenceId, [contact]);
  await settled(neighbour, 'SYNCED', { email: contact.email });
  expect(await sync.count({ where: { ...where, state: 'QUEUED' } })).toBeGreaterThan(0);
});
