import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const run = promisify(execFile);

/** For each fence, a file that breaks it: where it stands, and what it imports. */
const trespassers = {
  'policy-is-pure': ['packages/core/src/policy/clock.ts', 'node:fs'],
  'core-knows-zod-alone': ['packages/core/src/connector/server.ts', 'pg'],
  'registry-is-the-door': ['packages/server/src/engine/ashby.ts', '../../../ats-ashby/src/index.ts'],
  'no-emulator-in-production': ['packages/server/src/intake/emulator.ts', '../../../ats-ashby/emulator/index.ts'],
  'packages-by-their-doors': ['packages/server/src/intake/inside.ts', '../../../core/src/policy/decide.ts'],
  'folders-flow-down': ['packages/server/src/intake/upstairs.ts', '../graphql/types.ts'],
  'engine-knows-no-use-case': ['packages/server/src/engine/asks.ts', '../intake/below.ts'],
  'ground-floor': ['packages/server/src/live/engine.ts', '../engine/below.ts'],
  'telemetry-watches': ['packages/server/src/telemetry/asks.ts', '../engine/below.ts'],
  'one-room-per-library-telemetry': ['packages/server/src/engine/counter.ts', 'prom-client'],
  'one-room-per-library-live': ['packages/server/src/engine/cache.ts', 'redis'],
  'one-room-per-library-queue': ['packages/server/src/engine/queue.ts', 'pg-boss'],
  'one-room-per-library-http': ['packages/server/src/engine/socket.ts', 'ws'],
  'one-room-per-library-graphql': ['packages/server/src/intake/types.ts', '@pothos/core'],
  'one-room-per-library-database': ['packages/server/src/intake/connection.ts', 'pg'],
  'production-installs-it': ['packages/server/src/engine/tool.ts', 'yaml'],
  'no-circles': ['packages/server/src/engine/about.ts', './round.ts'],
  'no-barrels': ['packages/server/src/engine/barrel.ts', './parts/index.ts'],
  'nobody-needs-the-bench': ['packages/server/src/engine/measured.ts', '../../../../bench/row.ts'],
  'no-prod-to-test': ['packages/server/src/engine/borrowed.ts', '../../test/help.ts'],
} as const;

/** What they import, so that it can be found. */
const neighbours = {
  'packages/ats-ashby/src/index.ts': '',
  'packages/ats-ashby/emulator/index.ts': '',
  'packages/core/src/policy/decide.ts': '',
  'packages/server/src/graphql/types.ts': '',
  'packages/server/src/intake/below.ts': '',
  'packages/server/src/engine/below.ts': '',
  'packages/server/src/engine/round.ts': "import './about.ts';",
  'packages/server/src/engine/parts/index.ts': '',
  'packages/server/test/help.ts': '',
  'bench/row.ts': '',
};

type Violation = { readonly from: string; readonly rule: { readonly name: string } };
let fixture: string;
let violations: readonly Violation[];

beforeAll(async () => {
  fixture = await mkdtemp(join(tmpdir(), 'handoff-fences-'));
  const write = async (path: string, text: string) => {
    await mkdir(dirname(join(fixture, path)), { recursive: true });
    await writeFile(join(fixture, path), `${text}\nexport {};\n`);
  };
  for (const [path, target] of Object.values(trespassers)) await write(path, `import '${target}';`);
  for (const [path, text] of Object.entries(neighbours)) await write(path, text);
  await writeFile(join(fixture, 'packages/server/package.json'), JSON.stringify({ devDependencies: { yaml: '1' } }));
  for (const library of ['pg', 'pg-boss', 'prom-client', 'redis', 'ws', 'yaml', '@pothos/core']) {
    await write(`node_modules/${library}/index.js`, '');
    await writeFile(
      join(fixture, `node_modules/${library}/package.json`),
      JSON.stringify({ name: library, main: 'index.js' }),
    );
  }
  for (const file of ['tsconfig.base.json', '.dependency-cruiser.mjs']) await cp(join(root, file), join(fixture, file));
  violations = await cruise(fixture);
});
afterAll(() => rm(fixture, { recursive: true, force: true }));

async function cruise(cwd: string): Promise<readonly Violation[]> {
  const bin = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const args = [bin, '--config', '.dependency-cruiser.mjs', '--output-type', 'json', 'packages'];
  // The exit code counts the violations: what is printed says which.
  const { stdout } = await run(process.execPath, args, { cwd, maxBuffer: 50_000_000 }).catch((error) => error);
  return JSON.parse(stdout).summary.violations;
}

describe('the fences', () => {
  test.each(Object.entries(trespassers))('%s names who breaks it', (rule, [from]) => {
    expect(violations).toContainEqual(expect.objectContaining({ from, rule: expect.objectContaining({ name: rule }) }));
  });

  test('every fence is tried here', async () => {
    const { default: config } = await import('../.dependency-cruiser.mjs');
    const names = config.forbidden.map(({ name }: { name: string }) => name);
    expect(names.toSorted()).toEqual(Object.keys(trespassers).toSorted());
  });

  test('what a package may import, its manifest says', async () => {
    const needs = async (name: string) => {
      const manifest = JSON.parse(await readFile(join(root, 'packages', name, 'package.json'), 'utf8'));
      return Object.keys(manifest.dependencies ?? {});
    };
    expect(await needs('core')).toEqual(['zod']);
    const packages = await readdir(join(root, 'packages'));
    for (const name of packages.filter((directory) => directory.startsWith('ats-'))) {
      expect((await needs(name)).filter((dependency) => dependency.startsWith('@handoff/'))).toEqual(['@handoff/core']);
    }
    expect((await needs('web-client')).filter((dependency) => dependency.startsWith('@handoff/'))).toEqual([]);
  });

  test('only the registry knows an ATS by name', async () => {
    const registry = await import('../packages/server/src/connectors.ts');
    const ids = Object.values(registry).map(({ id }) => id);
    expect(ids.length).toBeGreaterThan(0);
    const places = ['packages/core/src', 'packages/server/src', 'packages/web-client/src', 'prisma'];
    const files = (await Promise.all(places.map(filesBelow))).flat();
    const known = files.filter((file) => !file.includes('/generated/') && !file.endsWith('server/src/connectors.ts'));
    for (const file of known) {
      const text = (await readFile(file, 'utf8')).toLowerCase();
      for (const id of ids) expect(text.includes(id), `${file} names ${id}`).toBe(false);
    }
  });
});

async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.test.ts'))
    .map((entry) => join(entry.parentPath, entry.name));
}
