import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { emptyFolder } from './emulator-folder.ts';
import { countsOf, emulated, journalOf, makeKey, planFault, post } from './support.ts';

async function plannedFaults({ url }: { url: string }): Promise<number> {
  return z.array(z.unknown()).parse(await (await fetch(`${url}/_emulator/faults`)).json()).length;
}

test('state, journal, keys and tokens outlive a restart, and the seed is sown once', async () => {
  const folder = await emptyFolder();
  const seed = { candidates: 7, jobs: 3 };
  const before = await emulated({ folder, seed });
  await post(before, 'candidate.create', { name: 'A', email: 'a@mail.example' });
  const apiKey = await makeKey(before, ['candidates:read']);
  const syncToken = (await post(before, 'candidate.list', {})).body?.syncToken;
  const journal = await journalOf(before);
  await before.stop();

  const after = await emulated({ folder, seed });
  expect(after.apiKey).toBe(before.apiKey);
  expect(await journalOf(after)).toEqual(journal);
  expect(await countsOf(after)).toEqual({ candidates: 8, applications: 0 });
  const changed = await post({ url: after.url, apiKey }, 'candidate.list', { syncToken });
  expect(changed.body).toMatchObject({ success: true, results: [] });
});

test('a line that was being written when the emulator was killed is dropped', async () => {
  const folder = await emptyFolder();
  const before = await emulated({ folder });
  await post(before, 'candidate.create', { name: 'A' });
  await before.stop();
  await appendFile(join(folder, 'state.jsonl'), '{"kind":"CANDIDATE","rec');
  await appendFile(join(folder, 'journal.jsonl'), '{"at":');

  const after = await emulated({ folder });
  await post(after, 'candidate.create', { name: 'B' });
  await after.stop();
  const again = await emulated({ folder });
  expect(await countsOf(again)).toMatchObject({ candidates: 2 });
  expect(await journalOf(again)).toHaveLength(2);
});

test('a call that waits when the emulator stops leaves nothing behind', async () => {
  const folder = await emptyFolder();
  const before = await emulated({ folder });
  await planFault(before, { operation: 'candidate.create', what: 'slow', delayMs: 60_000 });
  const call = post(before, 'candidate.create', { name: 'A' }).then(
    () => 'answered',
    () => 'broken',
  );
  await expect.poll(() => plannedFaults(before)).toBe(0);
  await before.stop();
  expect(await call).toBe('broken');

  const after = await emulated({ folder });
  await post(after, 'candidate.create', { name: 'B' });
  expect(await countsOf(after)).toMatchObject({ candidates: 1 });
});
