import type { JobRecord } from '@handoff/core';
import { expect, test } from 'vitest';
import { emulated, makeJob, operationsOf, sessionFor } from './support.ts';

test('the open jobs come a page at a time, each once', async () => {
  const emulator = await emulated({ seed: { jobs: 320 } });
  const session = sessionFor(emulator);
  const jobs: JobRecord[] = [];
  let cursor: string | null = null;
  do {
    const page = await session.listJobs({ cursor, search: null });
    if (!page.ok) throw new Error(page.error.message);
    jobs.push(...page.value.items);
    cursor = page.value.next;
  } while (cursor !== null);
  expect(jobs).toHaveLength(240);
  expect(new Set(jobs.map(({ remoteId }) => remoteId)).size).toBe(240);
  expect(new Set(jobs.map(({ status }) => status))).toEqual(new Set(['OPEN']));
  expect(jobs.filter(({ confidential }) => confidential)).toHaveLength(1);
  expect(await operationsOf(emulator)).toEqual(['job.list', 'job.list', 'job.list']);
});

test('drafts, closed and archived jobs are not offered', async () => {
  const emulator = await emulated();
  const open = await makeJob(emulator, { title: 'Engineer' });
  for (const status of ['Draft', 'Closed', 'Archived']) await makeJob(emulator, { title: status, status });
  expect(await sessionFor(emulator).listJobs({ cursor: null, search: null })).toEqual({
    ok: true,
    value: { items: [{ remoteId: open, title: 'Engineer', status: 'OPEN', confidential: false }], next: null },
  });
});
