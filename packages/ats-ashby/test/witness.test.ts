import { describe, expect, test } from 'vitest';
import { successAnswer } from '../emulator/answer.ts';
import { readDescription } from '../emulator/description.ts';
import { startEmulator } from '../emulator/index.ts';
import { post } from './support.ts';

const file = process.env.ASHBY_OPENAPI;

/** Every emulator of every test is held to the vendor's description; this shows that it would be found out. */
describe.skipIf(file === undefined)('what is not as the vendor describes it is found', () => {
  const description = () => readDescription(file ?? '');
  const candidate = { operation: 'candidate.info', asked: { id: '11111111-2222-4333-8444-555555555555' } };

  test('in an answer', async () => {
    const answer = successAnswer({ results: { id: 7, name: 'Ines Okafor' } });
    const objections = (await description()).objectionsTo({ ...candidate, answer });
    expect(objections.join('\n')).toContain('/results/id must be string');
    expect(objections.join('\n')).toContain("must have required property 'emailAddresses'");
  });

  test('in a request', async () => {
    const answer = successAnswer({ results: [], moreDataAvailable: false });
    const objections = (await description()).objectionsTo({ operation: 'job.list', asked: { limit: 'all' }, answer });
    expect(objections.join('\n')).toContain('/limit must be');
  });

  test('in an event', async () => {
    const objections = (await description()).objectionsToEvent({ action: 'candidateMerge' });
    expect(objections.join('\n')).toContain("must have required property 'data'");
  });

  test('and the emulator tells when it stops', async () => {
    const emulator = await startEmulator({ port: 0, description: file });
    // Taken, as Ashby takes it, and not as it describes it.
    await post(emulator, 'job.list', { limit: '25' });
    await expect(emulator.stop()).rejects.toThrow('Not as the vendor describes it');
  });
});
