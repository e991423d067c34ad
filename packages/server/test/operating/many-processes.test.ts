import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Fleet, fleetOf, followSyncs, type Member } from '../support/fleet.ts';
import { type Processes, prepareProcesses } from '../support/processes.ts';
import { applied, connectWithJob, expectOnce } from '../support/push.ts';
import { transports } from '../support/subscribe.ts';

let processes: Processes;
let fleet: Fleet;

beforeEach(async () => {
  // A dead owner's integration is taken over soon: several are killed here.
  processes = await prepareProcesses({ leaseMs: 3_000, quarantineMs: 1_500 });
  fleet = fleetOf(processes);
  for (const role of ['api', 'api', 'worker', 'worker'] as const) await fleet.add(role);
});
afterEach(() => processes[Symbol.asyncDispose]());

const contactsPerRound = 20;

test('two api and two worker processes, one of each killed at random in every round: nothing is lost, doubled or unseen', {
  timeout: 240_000,
}, async () => {
  const connected = await connectWithJob(processes, fleet.anyApi());
  const { token } = processes.clientAt(fleet.anyApi());
  const { integrationId } = connected;
  const followers = transports.map((_, first) => followSyncs(fleet, { integrationId, token, first }));
  for (const { begun } of followers) await begun;
  const operations = ['candidate.create', 'application.create'] as const;
  for (const operation of operations) await processes.plan({ operation, what: 'reset', when: 'after', times: 3 });
  for (const operation of operations) await processes.plan({ operation, what: '500', when: 'before', times: 3 });
  await processes.plan({ operation: '*', what: 'slow', when: 'after', delayMs: 100, times: 10_000 });

  const emails: string[] = [];
  for (let round = 0; round < 3; round++) {
    const before = await applied(processes, 'candidate.create');
    emails.push(...(await connected.addWhile(fleet, contactsPerRound)));
    await expect
      .poll(() => applied(processes, 'candidate.create'), { timeout: 40_000, interval: 20 })
      .toBeGreaterThan(before + 3);
    await Promise.all(pickOneOfEach(fleet).map((member) => fleet.replace(member, 'kill')));
  }
  await expectOnce(processes, emails);
  for (const follower of followers) {
    await follower.sees(emails.length);
    await follower.close();
  }
});

function pickOneOfEach({ members }: Fleet): readonly Member[] {
  return (['api', 'worker'] as const).flatMap((role) => {
    const ofRole = members.filter((member) => member.role === role);
    return ofRole[Math.floor(Math.random() * ofRole.length)] ?? [];
  });
}
