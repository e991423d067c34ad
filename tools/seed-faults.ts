/**
 * `pnpm seed-faults [core] [server]`: puts faults into a copy of the code, one at a time, and counts how many of
 * them a test notices. The faults of a package, and what must notice each, are in its `tools/seeded-faults.ts`.
 */
import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

type SeededFault = {
  readonly rule: string;
  /** Under `src`. */
  readonly file: string;
  /** Found once in the file. */
  readonly find: string;
  readonly replace: string;
  /** What vitest is given to run; where it is left out, the tests beside the file. */
  readonly witness?: readonly string[];
};
type Package = { readonly name: string; readonly folder: string; readonly faults: readonly SeededFault[] };

const root = fileURLToPath(new URL('..', import.meta.url));
const run = promisify(execFile);
/** Tests of the server start processes of their own. */
const atOnce: Readonly<Record<string, number>> = { core: availableParallelism(), server: 1 };

const names = process.argv.slice(2);
for (const name of names.length > 0 ? names : Object.keys(atOnce)) {
  const folder = join(root, 'packages', name);
  const { seededFaults: faults } = await import(join(folder, 'tools/seeded-faults.ts'));
  await seed({ name, folder, faults });
}

async function seed({ name, folder, faults }: Package): Promise<void> {
  const waiting = [...faults];
  const sound = new Map<string, Promise<boolean>>();
  const missed: SeededFault[] = [];
  /** A test that fails by itself notices nothing. */
  const isSound = (witness: readonly string[]) => {
    const passes = sound.get(witness.join(' ')) ?? passing(folder, null, witness);
    sound.set(witness.join(' '), passes);
    return passes;
  };
  const work = async () => {
    for (let fault = waiting.shift(); fault !== undefined; fault = waiting.shift()) {
      const witness = witnessOf(fault);
      const begun = performance.now();
      const isCaught = !(await passing(folder, fault, witness));
      const tookS = Math.round((performance.now() - begun) / 1_000);
      const said = isCaught ? ((await isSound(witness)) ? 'caught' : 'WITNESS FAILS BY ITSELF') : 'NOT CAUGHT';
      if (said !== 'caught') missed.push(fault);
      process.stdout.write(`${said} in ${tookS} s  ${fault.rule}  ${fault.file}\n`);
    }
  };
  await Promise.all(Array.from({ length: atOnce[name] ?? 1 }, work));
  process.stdout.write(`${name}: ${faults.length - missed.length} of ${faults.length} seeded faults caught\n`);
  if (missed.length > 0) process.exitCode = 1;
}

function witnessOf({ file, witness }: SeededFault): readonly string[] {
  return witness ?? [join('src', dirname(file))];
}

/** Whether these tests pass in a copy that has this fault. */
async function passing(folder: string, fault: SeededFault | null, tests: readonly string[]): Promise<boolean> {
  const place = await mkdtemp(join(tmpdir(), 'handoff-fault-'));
  const copy = join(place, 'packages/copy');
  try {
    await cp(folder, copy, { recursive: true, filter: (path) => basename(path) !== 'node_modules' });
    await symlink(join(folder, 'node_modules'), join(copy, 'node_modules'));
    await symlink(join(root, 'prisma'), join(place, 'prisma'));
    if (fault !== null) await put(fault, copy);
    const vitest = join(folder, 'node_modules/vitest/vitest.mjs');
    await run(process.execPath, [vitest, 'run', '--root', copy, '--bail=1', ...tests], { cwd: copy });
    return true;
  } catch (error) {
    // Vitest names the test that failed; anything else went wrong on the way.
    if (error instanceof Error && 'stderr' in error && String(error.stderr).includes('FAIL')) return false;
    throw error;
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}

async function put({ file, find, replace }: SeededFault, copy: string): Promise<void> {
  const path = join(copy, 'src', file);
  const before = await readFile(path, 'utf8');
  const [head, ...tails] = before.split(find);
  if (tails.length !== 1) throw new Error(`${file} has "${find}" ${tails.length} times, and should have it once.`);
  await writeFile(path, [head, ...tails].join(replace));
}
