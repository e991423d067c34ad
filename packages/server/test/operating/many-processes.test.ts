import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Fleet, fleetOf, followSyncs, type Member } from '../support/fleet.ts';
import { type Processes, prepareProcesses } from '../support/processes.ts';
import { applied, connectWithJob, expectOnce } from '../support/push.ts';

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

test.for([
  ['killed at random', 'kill'],
  ['stopped one after the other, as by a rolling upgrade', 'stop'],
] as const)(
  'two api and two worker processes, one of each %s in every round: nothing is lost, doubled or unseen',
  { timeout: 120_000 },
  async ([, how]) => {
    const connected = await connectWithJob(processes, fleet.anyApi());
    const { token } = processes.clientAt(fleet.anyApi());
    const follower = followSyncs(fleet, { integrationId: connected.integrationId, token });
    await follower.begun;
    const slow = { operation: 'candidate.create', what: 'slow', when: 'after', delayMs: 100, times: 1_000 } as const;
    await processes.plan(slow);

    const emails: string[] = [];
    for (let round = 0; round < 3; round++) {
      const before = await applied(processes, 'candidate.create');
      emails.push(...(await connected.addWhile(fleet, contactsPerRound)));
      await expect
        .poll(() => applied(processes, 'candidate.create'), { timeout: 40_000, interval: 20 })
        .toBeGreaterThan(before + 3);
      await Promise.all(pickOneOfEach(fleet).map((member) => fleet.replace(member, how)));
    }
    await expectOnce(processes, emails);

    const synced = () => new Set(follower.frames.flatMap(({ sync }) => (sync?.state === 'SYNCED' ? [sync.id] : [])));
    await expect.poll(() => synced().size, { timeout: 20_000, interval: 50 }).toBe(emails.length);
    const cursors = follower.frames.map(({ cursor }) => BigInt(cursor));
    expect(cursors.slice(1).every((cursor, place) => cursor > (cursors[place] ?? 0n))).toBe(true);
    await follower.close();
  },
);

function pickOneOfEach({ members }: Fleet): readonly Member[] {
  return (['api', 'worker'] as const).flatMap((role) => {
    const ofRole = members.filter((member) => member.role === role);
    return ofRole[Math.floor(Math.random() * ofRole.length)] ?? [];
  });
}
