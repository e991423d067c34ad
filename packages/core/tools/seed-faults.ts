/** `pnpm seed-faults`: breaks the policy and the push, one rule at a time, in a copy, and counts how many of the tests notice. */
import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type SeededFault, seededFaults } from './seeded-faults.ts';

const core = fileURLToPath(new URL('..', import.meta.url));
const vitest = join(core, 'node_modules/vitest/vitest.mjs');
const run = promisify(execFile);

const untouched = await survives(null);
if (!untouched) throw new Error('The tests fail without any fault.');
const waiting = [...seededFaults];
const missed: SeededFault[] = [];
await Promise.all(Array.from({ length: availableParallelism() }, work));
for (const { rule, file, find } of missed) process.stdout.write(`NOT CAUGHT  ${rule}  ${file}: ${find}\n`);
process.stdout.write(`${seededFaults.length - missed.length} of ${seededFaults.length} seeded faults caught\n`);
process.exitCode = missed.length > 0 ? 1 : 0;

async function work(): Promise<void> {
  for (let fault = waiting.shift(); fault !== undefined; fault = waiting.shift()) {
    if (await survives(fault)) missed.push(fault);
  }
}

/** Whether the tests pass in a copy that has this fault. */
async function survives(fault: SeededFault | null): Promise<boolean> {
  const copy = await mkdtemp(join(tmpdir(), 'handoff-fault-'));
  try {
    for (const part of ['src', 'test', 'package.json', 'vitest.config.ts']) {
      await cp(join(core, part), join(copy, part), { recursive: true });
    }
    await symlink(join(core, 'node_modules'), join(copy, 'node_modules'));
    if (fault !== null) await put(fault, copy);
    await run(process.execPath, [vitest, 'run', '--root', copy, '--bail=1', ...witnesses(fault)], { cwd: copy });
    return true;
  } catch (error) {
    // Vitest names the test that failed; anything else went wrong on the way.
    if (error instanceof Error && 'stderr' in error && String(error.stderr).includes('FAIL')) return false;
    throw error;
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}

/** The tests that stand beside what is broken. */
function witnesses(fault: SeededFault | null): readonly string[] {
  return fault === null ? ['src/policy', 'src/push'] : [join('src', dirname(fault.file))];
}

async function put({ file, find, replace }: SeededFault, copy: string): Promise<void> {
  const path = join(copy, 'src', file);
  const before = await readFile(path, 'utf8');
  const [head, ...tails] = before.split(find);
  if (tails.length !== 1) throw new Error(`${file} has "${find}" ${tails.length} times, and should have it once.`);
  await writeFile(path, [head, ...tails].join(replace));
}
