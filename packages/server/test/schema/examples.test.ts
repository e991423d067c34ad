import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, connect as dial, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { hashToken } from '../../src/security/tokens.ts';
import { type Harness, startHarness } from '../support/harness.ts';
import { freePort } from '../support/program.ts';
import { add, connect, newContact, newSequence, settled } from '../support/seed.ts';

let harness: Harness;
let sequenceId: string;
beforeAll(async () => {
  harness = await startHarness();
  await connect(harness, { mode: 'ON_ADDED' });
  sequenceId = await newSequence(harness);
});
afterAll(() => harness.stop());

/** Runs an example as its reader would, until the test is over. */
function run(name: string, environment: Readonly<Record<string, string>> = {}) {
  const { url, token } = harness.client;
  const env = { ...process.env, HANDOFF_GRAPHQL: `${url}/graphql`, HANDOFF_TOKEN: token, ...environment };
  const path = fileURLToPath(new URL(`../../../../docs/examples/${name}`, import.meta.url));
  const child = spawn(process.execPath, [path], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const closed = once(child, 'close');
  // When the test runs out of time as well, which `await using` would not see.
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await closed;
  });
  let complaint = '';
  child.stderr.on('data', (text) => {
    complaint += text;
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    /** The next line that says this; fails when the program ends without it. */
    async untilSaid(pattern: RegExp): Promise<string> {
      for (;;) {
        const { value, done } = await lines.next();
        if (done) throw new Error(`${name} ended without ${pattern}: ${complaint}`);
        if (pattern.test(value)) return value;
      }
    },
    ended: async () => ({ code: (await closed)[0], complaint }),
  };
}

/** Stands between a program and the server, and can be cut. */
async function startRelay() {
  const { hostname, port } = new URL(harness.client.url);
  const open = new Set<Socket>();
  let isCut = false;
  const relay = createServer((near) => {
    if (isCut) return near.destroy();
    const far = dial(Number(port), hostname);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one);
      one.on('error', () => {}).once('close', () => open.delete(one) && other.destroy());
      one.pipe(other);
    }
  });
  const own = await freePort();
  relay.listen(own, hostname);
  await once(relay, 'listening');
  const cut = () => {
    isCut = true;
    for (const socket of open) socket.destroy();
  };
  onTestFinished(async () => {
    cut();
    relay.close();
    await once(relay, 'close');
  });
  return {
    graphql: `http://${hostname}:${own}/graphql`,
    cut,
    mend: () => {
      isCut = false;
    },
  };
}

describe.each(['plain-websocket.ts', 'urql.ts', 'apollo.ts'])('docs/examples/%s', (name) => {
  test('lists the integrations and follows a contact until it has synced', async () => {
    const example = run(name);
    await example.untilSaid(/^Ashby is CONNECTED$/);
    await example.untilSaid(/^\d+ is now$/);
    const contact = newContact();
    await add(harness, sequenceId, [contact]);
    await example.untilSaid(new RegExp(`^\\d+ ${contact.name} is SYNCED$`));
  });

  test('goes on from a cursor: what happened while it was away comes first', async () => {
    const [cursor] = (await run(name).untilSaid(/^\d+ is now$/)).split(' ');
    const contact = newContact();
    await add(harness, sequenceId, [contact]);
    await settled(harness, 'SYNCED', contact);
    const again = run(name, { HANDOFF_AFTER: cursor ?? '' });
    await again.untilSaid(new RegExp(`^\\d+ ${contact.name} is SYNCED$`));
  });

  test('loses nothing when its connection is lost', async () => {
    const relay = await startRelay();
    const example = run(name, { HANDOFF_GRAPHQL: relay.graphql });
    await example.untilSaid(/^\d+ is now$/);
    relay.cut();
    const contact = newContact();
    await add(harness, sequenceId, [contact]);
    await settled(harness, 'SYNCED', contact);
    relay.mend();
    await example.untilSaid(new RegExp(`^\\d+ ${contact.name} is SYNCED$`));
  });

  test('ends when its token ends', async () => {
    const { token } = await harness.clientFor('OWNER');
    const example = run(name, { HANDOFF_TOKEN: token });
    await example.untilSaid(/^\d+ is now$/);
    await harness.database.apiToken.update({
      where: { hash: hashToken(token) },
      data: { revokedAt: new Date() },
    });
    expect(await example.ended()).toMatchObject({ code: 1 });
  });

  test('ends with what the server says when it refuses', async () => {
    const example = run(name, { HANDOFF_AFTER: 'not a cursor' });
    expect(await example.ended()).toMatchObject({ code: 1, complaint: expect.stringContaining('cursor') });
  });
});
