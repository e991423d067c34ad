import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** What the start command writes for scripts. */
export type Access = {
  readonly page: string;
  readonly signIn: string;
  readonly signInAsMember: string;
  readonly graphql: string;
  readonly token: string;
  readonly emulator: string;
  readonly emulatorApiKey: string;
};

export type Product = Access & { readonly folder: string; stop(): Promise<void> };

const starts = {
  /** As a person starts it. */
  AS_IT_IS: '../../../server/demo/start.ts',
  /** With one more connector, that the page has never heard of. */
  WITH_ANOTHER_ATS: '../../../server/test/support/start-with-reference.ts',
} as const;

export type Start = {
  readonly how?: keyof typeof starts;
  /** By their names in the environment. */
  readonly settings?: Readonly<Record<string, string>>;
};

/** The whole product, with data of its own. */
export async function startProduct({ how = 'AS_IT_IS', settings }: Start = {}): Promise<Product> {
  const folder = await mkdtemp(join(tmpdir(), 'handoff-e2e-'));
  const script = fileURLToPath(new URL(starts[how], import.meta.url));
  const own = { HANDOFF_FOLDER: folder, HANDOFF_PORT: '0', HANDOFF_EMULATOR_PORT: '0' };
  const env = { ...process.env, ...own, ...settings };
  const child = spawn(process.execPath, [script], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const ready = (async () => {
    for await (const line of createInterface({ input: child.stdout })) if (line.includes('start.json')) return;
    throw new Error('the product ended before it was ready');
  })();
  await ready;
  child.stdout.resume();
  return {
    ...(JSON.parse(await readFile(join(folder, 'start.json'), 'utf8')) as Access),
    folder,
    async stop() {
      child.kill('SIGINT');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Sends one operation as a script would. */
export async function send<T>({ graphql, token }: Access, query: string, variables: object): Promise<T> {
  const response = await fetch(graphql, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  });
  const answer = (await response.json()) as { data: T; errors?: unknown };
  if (answer.errors) throw new Error(JSON.stringify(answer.errors));
  return answer.data;
}
