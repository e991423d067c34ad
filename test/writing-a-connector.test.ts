import { execFile } from 'node:child_process';
import { access, appendFile, cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const doc = await readFile(join(root, 'docs/writing-a-connector.md'), 'utf8');
const run = promisify(execFile);

/** What the page tells to do, in order: its code blocks, each with what it is for. */
type Step = { readonly verb: string; readonly value: string; readonly code: string };
const steps: readonly Step[] = [...doc.matchAll(/^```\w+ (\w+)(?:=(\S+))?\n(.*?)^```$/gms)].map(
  ([, verb = '', value = '', code = '']) => ({ verb, value, code }),
);

let workspace: string;

/** A workspace with what the page takes for granted: core, and a server that has its registry. */
beforeAll(async () => {
  workspace = await mkdtemp(join(tmpdir(), 'handoff-gen-'));
  for (const file of ['packages/server/package.json', 'packages/server/src/connectors.ts']) {
    await mkdir(dirname(join(workspace, file)), { recursive: true });
    await cp(join(root, file), join(workspace, file));
  }
  await cp(join(root, 'tsconfig.base.json'), join(workspace, 'tsconfig.base.json'));
  const modules = join(workspace, 'node_modules');
  await mkdir(join(modules, '@handoff'), { recursive: true });
  await mkdir(join(modules, '@types'), { recursive: true });
  await symlink(join(root, 'packages/core'), join(modules, '@handoff/core'));
  for (const name of ['zod', 'vitest'])
    await symlink(join(root, 'packages/core/node_modules', name), join(modules, name));
  await symlink(join(root, 'node_modules/@types/node'), join(modules, '@types/node'));
});
afterAll(() => rm(workspace, { recursive: true, force: true }));

/** A script of the workspace's package.json, as `pnpm` would run it there. */
async function script(command: string): Promise<string> {
  const [, name = '', ...args] = command.trim().split(' ');
  const { scripts } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  const file = /^node (\S+)$/.exec(scripts[name] ?? '')?.[1] ?? '';
  const { stdout } = await run(process.execPath, [join(root, file), ...args], { cwd: workspace }).catch(
    (error: { stdout: string }) => error,
  );
  return stdout;
}

async function follow({ verb, value, code }: Step): Promise<void> {
  switch (verb) {
    case 'run':
      expect(await script(code)).toContain('Next:');
      return;
    case 'certify':
      expect(await script(code)).toContain(`Reached: ${value}.`);
      return;
    case 'file':
      await access(join(workspace, 'packages/ats-acme', value));
      return writeFile(join(workspace, 'packages/ats-acme', value), code);
    case 'line':
      return appendFile(join(workspace, value), code);
    default:
      throw new Error(`The page has a block that no test knows: ${verb}.`);
  }
}

test('every step of the page does what it says, and the connector that comes of it is whole', {
  timeout: 60_000,
}, async () => {
  expect(steps.map(({ verb }) => verb)).toEqual([
    'run',
    'certify',
    'file',
    'file',
    'file',
    'file',
    'certify',
    'file',
    'certify',
    'line',
  ]);
  for (const step of steps) await follow(step);
  const registry = await readFile(join(workspace, 'packages/server/src/connectors.ts'), 'utf8');
  expect(registry).toContain("export { acme } from '@handoff/ats-acme';");
  const manifest = await readFile(join(workspace, 'packages/server/package.json'), 'utf8');
  expect(JSON.parse(manifest)).toHaveProperty(['dependencies', '@handoff/ats-acme'], 'workspace:*');
  await run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', 'packages/ats-acme'], {
    cwd: workspace,
  });
});

test('the generator takes no name that cannot be kept for ever, and overwrites nothing', async () => {
  for (const args of [
    ['connector', 'Loud'],
    ['connector', 'a b'],
    ['connector', '../core'],
    ['plugin', 'x'],
    ['connector', 'acme'],
  ]) {
    const made = run(process.execPath, [join(root, 'tools/generate.ts'), ...args], { cwd: workspace });
    await expect(made, args.join(' ')).rejects.toMatchObject({ code: 2 });
  }
});
