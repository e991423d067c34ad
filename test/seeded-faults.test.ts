import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const script = fileURLToPath(new URL('../tools/seed-faults.ts', import.meta.url));

test('the tests of the policy and the push notice every fault that is put into them', {
  timeout: 300_000,
}, async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [script, 'core']);
  const [, caught, seeded] = /^core: (\d+) of (\d+) seeded faults caught$/m.exec(stdout) ?? [];
  expect(caught).toBe(seeded);
  expect(Number(seeded)).toBeGreaterThanOrEqual(30);
});
