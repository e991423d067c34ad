import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { removeEmbedded } from '../../src/database/embedded.ts';
import { findProcess } from '../../src/database/running-process.ts';

const script = fileURLToPath(new URL('../../demo/start.ts', import.meta.url));

const access = z.strictObject({
  page: z.url(),
  signIn: z.url(),
  signInAsMember: z.url(),
  graphql: z.url(),
  token: z.string(),
  emulator: z.url(),
  emulatorApiKey: z.string(),
});

export type Started = {
  readonly access: z.output<typeof access>;
  readonly printed: string;
  readonly postgres: number;
  /** Answers with the exit code, and how long it took. */
  end(signal: NodeJS.Signals): Promise<{ code: number | null; tookMs: number }>;
};

export type Environment = Readonly<Record<string, string>>;

/** A folder for `start`, what was started on it, and no trace of either afterwards. */
export class StartFolder implements AsyncDisposable {
  readonly path: string;
  readonly #children: { child: ChildProcess; closed: Promise<unknown> }[] = [];

  private constructor(path: string) {
    this.path = path;
  }

  static async make(): Promise<StartFolder> {
    return new StartFolder(await mkdtemp(join(tmpdir(), 'handoff-start-')));
  }

  /** Starts the product and leaves it to the test what to wait for. */
  spawn(args: readonly string[] = [], environment: Environment = {}) {
    const ports = { HANDOFF_PORT: '0', HANDOFF_EMULATOR_PORT: '0' };
    const env = { ...process.env, HANDOFF_FOLDER: this.path, ...ports, ...environment };
    const child = spawn(process.execPath, [script, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    const closed = once(child, 'close');
    this.#children.push({ child, closed });
    const output = { printed: '', complained: '' };
    child.stdout.on('data', (text) => {
      output.printed += text;
    });
    child.stderr.on('data', (text) => {
      output.complained += text;
    });
    return { child, output, closed };
  }

  async start(args: readonly string[] = []): Promise<Started> {
    const { child, output, closed } = this.spawn(args);
    await untilReady(child, output);
    const file = await readFile(join(this.path, 'start.json'), 'utf8');
    const postmaster = await readFile(join(this.path, 'postgres', 'postmaster.pid'), 'utf8');
    return {
      access: access.parse(JSON.parse(file)),
      printed: output.printed,
      postgres: Number(postmaster.split('\n')[0]),
      async end(signal) {
        const before = performance.now();
        child.kill(signal);
        const [code] = await closed;
        return { code, tookMs: performance.now() - before };
      },
    };
  }

  /** What a start that fails says, held to be one sentence for a person. */
  async complaint(args: readonly string[] = [], environment: Environment = {}): Promise<string> {
    const { output, closed } = this.spawn(args, environment);
    const [code] = await closed;
    if (code !== 1 || output.printed !== '') throw new Error(`ended with ${code}: ${output.printed}`);
    const [sentence] = /^\n {2}([A-Z"-][^\n]*\.)\n\n$/.exec(output.complained)?.slice(1) ?? [];
    if (sentence === undefined) throw new Error(`not one sentence: ${output.complained}`);
    return sentence;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const { child, closed } of this.#children) {
      child.kill('SIGKILL');
      await closed;
    }
    await removeEmbedded(this.path);
    await rm(this.path, { recursive: true, force: true });
  }
}

function untilReady(child: ChildProcess, output: { printed: string; complained: string }): Promise<void> {
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', () => output.printed.includes('Stop with Ctrl-C') && resolve());
    child.once('close', () => reject(new Error(`ended before it was ready: ${output.complained}`)));
  });
}

export async function isRunning(pid: number): Promise<boolean> {
  return (await findProcess(pid)) !== null;
}
