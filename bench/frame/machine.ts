import { readFile } from 'node:fs/promises';
import { cpus, loadavg, platform, release, totalmem } from 'node:os';
import pg from 'pg';
import { z } from 'zod';

export const machine = z.object({
  cores: z.int(),
  processor: z.string(),
  memoryGb: z.number(),
  system: z.string(),
  /** Of the minute before: above zero, somebody else was at work too. */
  load: z.number(),
  versions: z.record(z.string(), z.string()),
});
export type Machine = z.output<typeof machine>;

const manifest = z.object({ version: z.string(), dependencies: z.record(z.string(), z.string()).default({}) });

/** What the row is run on, with the versions of everything that it may be run beside. */
export async function describeMachine(postgresUrl: string): Promise<Machine> {
  const [first] = cpus();
  return {
    cores: cpus().length,
    processor: first?.model ?? 'unknown',
    memoryGb: Math.round(totalmem() / 2 ** 30),
    system: `${platform()} ${release()}`,
    load: loadavg()[0] ?? 0,
    versions: { node: process.versions.node, PostgreSQL: await askVersion(postgresUrl), ...(await peerVersions()) },
  };
}

async function peerVersions(): Promise<Record<string, string>> {
  const folder = new URL('../', import.meta.url);
  const read = async (path: string) => manifest.parse(JSON.parse(await readFile(new URL(path, folder), 'utf8')));
  const { dependencies } = await read('package.json');
  const versions: Record<string, string> = {};
  for (const [name, wanted] of Object.entries(dependencies)) {
    if (wanted === 'catalog:') versions[name] = (await read(`node_modules/${name}/package.json`)).version;
  }
  return versions;
}

async function askVersion(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query('SHOW server_version').finally(() => client.end());
  return z.object({ server_version: z.string() }).parse(rows[0]).server_version;
}
