import type { FaultInput } from '@handoff/ats-ashby/emulator';
import { afterAll, beforeAll, test } from 'vitest';
import { expectOnce } from '../support/push.ts';
import { add, changeSettings, jobTitled, newContact, newSequence } from '../support/seed.ts';
import { type Connected, inEach, killedFleet, oneProcess } from '../support/ways-to-run.ts';

let harness: Connected;
/** Of all that were added. */
let emails: readonly string[];

/** Whoever is killed has something on its way. */
const late = { operation: '*', what: 'slow', when: 'after', delayMs: 100, times: 10_000 } as const;

/** Adds contacts while Ashby behaves so, and waits until everybody is there once. */
async function handOver(...faults: readonly FaultInput[]): Promise<void> {
  await fetch(`${harness.emulator.url}/_emulator/faults`, { method: 'DELETE' });
  for (const fault of [...faults, late]) await harness.control('/faults', fault);
  const contacts = Array.from({ length: 20 }, () => newContact());
  await add(harness, await newSequence(harness), contacts);
  emails = [...emails, ...contacts.map(({ email }) => email)];
  await expectOnce(harness, emails);
}

inEach([oneProcess, killedFleet], ({ begin }) => {
  beforeAll(async () => {
    harness = await begin({ mode: 'ON_ADDED' });
    emails = [];
    const { integrationId } = harness;
    await changeSettings(harness, { integrationId, defaultJobId: (await jobTitled(harness, integrationId)).id });
  });
  afterAll(() => harness.stop());

  test('an answer that is lost after Ashby did it leads to one candidate (T14)', async () => {
    const lost = { operation: 'candidate.create', what: 'reset', when: 'after', times: 5 } as const;
    const failed = { operation: 'application.create', what: '500', when: 'after', times: 3 } as const;
    await handOver(lost, failed);
  });

  test('a request that is lost before Ashby did it is sent again after the quarantine', async () => {
    await handOver({ operation: 'candidate.create', what: 'reset', when: 'before', times: 5 });
  });

  test('told to slow down, it waits as told and loses nothing', async () => {
    await handOver({ operation: 'candidate.create', what: '429', when: 'before', times: 3, retryAfter: 1 });
  });
});
