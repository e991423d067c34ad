import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startEmbedded } from '@handoff/server/src/database/embedded.ts';
import { z } from 'zod';
import { describeMachine } from './machine.ts';
import { type Outcome, outcome } from './outcome.ts';
import { type Measured, type RowFacts, rowFacts } from './report.ts';

const message = z.union([z.object({ row: rowFacts }), z.object({ outcome })]);

export type Attempt = {
  readonly file: string;
  readonly size: Measured['size'];
  /** After this long a row has failed. */
  readonly withinMs: number;
  readonly interrupted: AbortSignal;
};

/** Runs one row on a PostgreSQL of its own. Whatever becomes of it, nothing of it is left, and there is a result. */
export async function attemptRow(attempt: Attempt): Promise<Measured> {
  const { file, size } = attempt;
  const startedAt = performance.now();
  const at = new Date().toISOString();
  await using ends = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'handoff-bench-'));
  ends.defer(() => rm(folder, { recursive: true, force: true }));
  const postgres = await startEmbedded({ folder, durability: 'DURABLE' });
  ends.defer(postgres.stop);
  const machine = await describeMachine(postgres.url);
  const { facts, result } = await runApart(attempt, postgres.url);
  return { ...(facts ?? unknownRow(file)), size, at, tookS: (performance.now() - startedAt) / 1_000, machine, result };
}

function unknownRow(file: string): RowFacts {
  const name = basename(file, '.ts');
  return { number: Number.parseInt(name, 10), title: name, target: '', peers: [] };
}

/** In a process group of its own, which ends with the row or at its time limit, and all that the row has started too. */
async function runApart({ file, size, withinMs, interrupted }: Attempt, postgresUrl: string) {
  const child = fork(fileURLToPath(new URL('./run-row.ts', import.meta.url)), [file, size, postgresUrl], {
    detached: true,
  });
  const heard: { facts?: RowFacts; outcome?: Outcome } = {};
  child.on('message', (said) => {
    const { data, error } = message.safeParse(said);
    if (error) process.stderr.write(`${z.prettifyError(error)}\n`);
    else if ('row' in data) heard.facts = data.row;
    else heard.outcome = data.outcome;
  });
  const endGroup = () => {
    if (child.pid === undefined) return;
    try {
      process.kill(-child.pid, 'SIGKILL');
    } catch {
      // The group has ended by itself.
    }
  };
  const limit = AbortSignal.timeout(withinMs);
  const early = AbortSignal.any([limit, interrupted]);
  early.addEventListener('abort', endGroup);
  const [code] = await once(child, 'exit');
  early.removeEventListener('abort', endGroup);
  endGroup();
  return { facts: heard.facts, result: resultOf(heard.outcome, { code, limit, withinMs }) };
}

type End = { readonly code: unknown; readonly limit: AbortSignal; readonly withinMs: number };

function resultOf(found: Outcome | undefined, { code, limit, withinMs }: End): Measured['result'] {
  if (found && code === 0) return { kind: 'MEASURED', outcome: found };
  if (limit.aborted) return { kind: 'FAILED', why: `It was not done within ${withinMs / 1_000} s.` };
  return { kind: 'FAILED', why: 'It ended early or its answers were wrong: what it printed says why.' };
}
