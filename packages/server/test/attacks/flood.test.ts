import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { type Client, clientOf } from '../support/client.ts';
import { prepareProcesses } from '../support/processes.ts';
import { connect } from '../support/seed.ts';

const sockets = 10_000;
/** Wave by wave, because a process may have only so many open; each wave opens a thousand at a time. */
const waveOf = { sockets: 2_000, atOnce: 1_000 };
/** What each wave ends in: the sockets that an account may have, and two that go further than one may. */
const capped = {
  sockets: { taken: 500, 1013: waveOf.sockets - 500 },
  follower: expect.stringMatching(/^(1006|1008)$/),
  talker: '1006',
};
const enoughForPercentile = 300;
/** Below this a wait is a matter of the machine, and nobody notices. */
const unnoticedMs = 25;
/** A machine that is busy with something else spoils a measurement; an attack that gets through spoils all of them. */
const measurements = 3;

/** At the process that is attacked, and at one beside it that is not: whatever the machine does, it does to both. */
type Places = { readonly attacked: Client; readonly spared: Client };

test('attack 15: ten thousand sockets of one account, a thousand subscriptions on one and two thousand messages at once are capped, and the 99th percentile of another account at most doubles', {
  timeout: 240_000,
}, async () => {
  await using prepared = await prepareProcesses({ seed: { candidates: 0, jobs: 0 } });
  const settings = { HANDOFF_ROLE: 'api', HANDOFF_REQUESTS_PER_MINUTE: '1000000' };
  const [server, beside] = [await prepared.start(settings), await prepared.start(settings)];
  const attacked = await prepared.addAccount(server);
  const places = { attacked, spared: clientOf(beside.url, attacked.token) };
  const client = prepared.clientAt(server);
  const { id } = await connect({ ...prepared, client });
  const query = `subscription { syncUpdated(integrationId: "${id}") { cursor } }`;
  const target = { url: server.url, token: client.token, query, ...waveOf };
  const attacker = fork(fileURLToPath(new URL('./attacker.ts', import.meta.url)), [JSON.stringify(target)]);
  try {
    const ratios: number[] = [];
    while (ratios.length < measurements && !ratios.some((ratio) => ratio < 2)) {
      const { beside, during } = await measure(attacker, places);
      ratios.push(during / Math.max(beside, unnoticedMs));
    }
    expect(Math.min(...ratios)).toBeLessThan(2);
  } finally {
    attacker.kill('SIGKILL');
  }
});

/** The 99th percentile of how long the same account's requests take, one after the other, at both places by turns. */
async function measure(attacker: ChildProcess, { attacked, spared }: Places) {
  const times = { during: [] as number[], beside: [] as number[] };
  for (let opened = 0; opened < sockets || times.during.length < enoughForPercentile; opened += waveOf.sockets) {
    const wave = { isOver: false };
    const ended = once(attacker, 'message').finally(() => {
      wave.isOver = true;
    });
    attacker.send('flood');
    while (!wave.isOver) {
      times.during.push(await timeOf(attacked));
      times.beside.push(await timeOf(spared));
    }
    expect((await ended)[0]).toEqual(capped);
  }
  return { during: percentile99(times.during), beside: percentile99(times.beside) };
}

async function timeOf(client: Client): Promise<number> {
  const begun = performance.now();
  await client.send('Viewer');
  return performance.now() - begun;
}

function percentile99(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length * 0.99)] ?? Number.NaN;
}
