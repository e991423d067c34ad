/** `pnpm gen connector <id> [Name]`: a package for one more ATS, whose audits are red until it is written. */
import { cp, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const template = fileURLToPath(new URL('connector', import.meta.url));
const [kind, id = '', name = id.charAt(0).toUpperCase() + id.slice(1)] = process.argv.slice(2);
const folder = join('packages', `ats-${id}`);

if (kind !== 'connector' || !/^[a-z][a-z0-9-]{1,39}$/.test(id) || !/^[A-Z][\w .-]*$/.test(name)) {
  refuse(
    'Say what to make: pnpm gen connector <id> [Name], the id in lower case, such as: pnpm gen connector acme Acme',
  );
}
if (await stat(folder).catch(() => null)) refuse(`There is a ${folder} already.`);

await cp(template, folder, { recursive: true });
for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
  if (entry.isFile()) await rename(join(entry.parentPath, entry.name));
}
await depend();
process.stdout.write(`
  ${folder} is there. Next:

  1. pnpm install
  2. pnpm certify ${folder}     says what to write first; docs/writing-a-connector.md leads through it
  3. When it is green, register it by one line in packages/server/src/connectors.ts:

     export { ${identifier()} } from '@handoff/ats-${id}';

`);

function identifier(): string {
  return id.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** The template is a connector called "example": its names become those of the new one. */
async function rename(file: string): Promise<void> {
  const text = await readFile(file, 'utf8');
  const renamed = text
    .replaceAll('ats-example', `ats-${id}`)
    .replaceAll("id: 'example'", `id: '${id}'`)
    .replaceAll(/\bexample(Client)?\b/g, (_, suffix = '') => `${identifier()}${suffix}`)
    .replaceAll('Example', name);
  await writeFile(file, renamed);
}

/** The server may import it then; it does not yet. */
async function depend(): Promise<void> {
  const file = join('packages', 'server', 'package.json');
  const manifest = JSON.parse(await readFile(file, 'utf8')) as { dependencies: Record<string, string> };
  const dependencies = { ...manifest.dependencies, [`@handoff/ats-${id}`]: 'workspace:*' };
  const sorted = Object.fromEntries(Object.entries(dependencies).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  await writeFile(file, `${JSON.stringify({ ...manifest, dependencies: sorted }, null, 2)}\n`);
}

function refuse(sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(2);
}
