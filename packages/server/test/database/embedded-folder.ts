import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { expect } from 'vitest';
import { type Embedded, removeEmbedded, startEmbedded } from '../../src/database/embedded.ts';
import { DatabaseFault } from '../../src/database/fault.ts';

const ownerFile = fileURLToPath(new URL('./embedded-owner.ts', import.meta.url));

export type Owner = { readonly pid: number; readonly url: string; end(signal: NodeJS.Signals): Promise<void> };

/** A folder for one test, the processes that own it, and no trace of either afterwards. */
export class EmbeddedFolder implements AsyncDisposable {
  readonly path: string;
  readonly #owners: ChildProcess[] = [];

  private constructor(path: string) {
    this.path = path;
  }

  static async make(): Promise<EmbeddedFolder> {
    return new EmbeddedFolder(await mkdtemp(join(tmpdir(), 'handoff-embedded-')));
  }

  start(): Promise<Embedded> {
    return startEmbedded({ folder: this.path, durability: 'FAST' });
  }

  inData(name: string): string {
    return join(this.path, 'postgres', name);
  }

  async serverPid(): Promise<number> {
    return Number((await readFile(this.inData('postmaster.pid'), 'utf8')).split('\n')[0]);
  }

  /** In a process group of its own, as a terminal gives it to a command. */
  forkOwner(): ChildProcess {
    const owner = fork(ownerFile, [this.path], { detached: true });
    this.#owners.push(owner);
    return owner;
  }

  async startOwner(): Promise<Owner> {
    const owner = this.forkOwner();
    const [{ url }] = (await once(owner, 'message')) as [{ url: string }];
    const pid = owner.pid ?? Number.NaN;
    return {
      pid,
      url,
      async end(signal) {
        const ended = once(owner, 'exit');
        process.kill(-pid, signal);
        await ended;
      },
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const owner of this.#owners) owner.kill('SIGKILL');
    await removeEmbedded(this.path);
    await rm(this.path, { recursive: true, force: true });
  }
}

/** The one value that a statement answers with. */
export async function ask(url: string, statement: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query({ text: statement, rowMode: 'array' })).rows[0]?.[0];
  } finally {
    await client.end();
  }
}

/** What went wrong, held to be one sentence for a person. */
export async function faultOf(promise: Promise<unknown>): Promise<string> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(DatabaseFault);
  const { message } = error as DatabaseFault;
  expect(message).toMatch(/^[A-Z][^\n]*\.$/);
  return message;
}
