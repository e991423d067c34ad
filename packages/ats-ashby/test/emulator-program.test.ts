import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { emptyFolder } from './emulator-folder.ts';
import { endedProgram, startedProgram } from './emulator-program.ts';
import { control, countsOf, emulated, journalOf, planFault, post } from './support.ts';

describe('pnpm emulator ashby', () => {
  test('says where it is and what is inside, and stops when it is told to', async () => {
    const program = await startedProgram(['--candidates', '7', '--jobs', '3']);
    expect(program.printed).toContain(`${program.url}/_emulator/`);
    expect((await post(program, 'candidate.list', {})).body?.results).toHaveLength(7);
    expect(await program.end('SIGINT')).toBe(0);
    await expect(fetch(program.url)).rejects.toThrow();
  });

  test('makes the same organisation, and the same ids, of the same seed and calls', async () => {
    const seen = [];
    for (const seed of ['7', '7', '8']) {
      const program = await startedProgram(['--seed', seed, '--candidates', '3']);
      const made = await post(program, 'candidate.create', { name: 'A', createdAt: '2026-11-20T09:00:00.000Z' });
      const { results } = z
        .object({ results: z.array(z.object({ id: z.string() })) })
        .parse((await post(program, 'candidate.list', {})).body);
      seen.push({ apiKey: program.apiKey, made: idOf(made.body), people: results.map(({ id }) => id) });
      await program.end('SIGTERM');
    }
    const [first, again, other] = seen;
    expect(again).toEqual(first);
    expect(other?.apiKey).not.toBe(first?.apiKey);
    expect(other?.people).not.toEqual(first?.people);
  });

  test('keeps every call that it answered, in the journal too, when it is killed', async () => {
    const folder = await emptyFolder();
    const before = await startedProgram(['--folder', folder, '--candidates', '2']);
    await post(before, 'candidate.create', { name: 'A', email: 'a@mail.example' });
    const journal = await journalOf(before);
    await before.end('SIGKILL');

    const after = await startedProgram(['--folder', folder, '--candidates', '2']);
    expect(after.apiKey).toBe(before.apiKey);
    expect(await countsOf(after)).toMatchObject({ candidates: 3 });
    expect(await journalOf(after)).toEqual(journal);
    expect(journal.map(({ operation }) => operation)).toEqual(['candidate.create']);
  });

  test('has room for 100,000 candidates: there in 2 s, in 200 MB, and listed to the last', async () => {
    const program = await startedProgram(['--candidates', '100000', '--limit-per-minute', '2000']);
    if (process.platform === 'linux') {
      // About 0.8 s and 155 MB. Of its own time, so that a busy machine does not count; on a slow one it takes longer.
      expect(await cpuSeconds(program.pid)).toBeLessThan(5);
      expect(await residentMegabytes(program.pid)).toBeLessThan(200);
    }
    let [listed, cursor] = [0, undefined as unknown];
    do {
      const { body } = await post(program, 'candidate.list', { limit: 100, cursor });
      listed += z.array(z.unknown()).parse(body?.results).length;
      cursor = body?.nextCursor;
    } while (cursor !== undefined);
    expect(listed).toBe(100_000);
  }, 60_000);

  test.for([
    ['--port many', ['--port', 'many'], '--port is not understood: --help says what it takes.'],
    ['--new', ['--new'], 'is not understood: --help says what is.'],
  ] as const)('refuses %s in one sentence', async ([, flags, sentence]) => {
    const { code, printed, complained } = await endedProgram(flags);
    expect([code, printed]).toEqual([2, '']);
    expect(complained.trim().split('\n')).toEqual([expect.stringContaining(sentence)]);
  });

  test('says that its port is taken', async () => {
    const port = new URL((await emulated()).url).port;
    expect(await endedProgram(['--port', port])).toMatchObject({
      code: 1,
      complained: expect.stringContaining(`Port ${port} is taken by another program: choose one with --port.`),
    });
  });

  test('explains itself', async () => {
    expect(await endedProgram(['--help'])).toMatchObject({ code: 0, printed: expect.stringContaining('--candidates') });
  });
});

test('the page shows what is inside, and takes nothing for markup', async () => {
  const emulator = await emulated({ seed: { candidates: 3, jobs: 6 } });
  await post(emulator, 'candidate.create', { name: '<script>alert(1)</script>', email: 'a@mail.example' });
  await planFault(emulator, { operation: 'job.list', what: 'hang', when: 'after' });
  await control(emulator, 'unknowns', { search: 'FUZZY' });
  for (const path of ['/_emulator', '/_emulator/']) {
    const page = await (await fetch(`${emulator.url}${path}`)).text();
    for (const shown of [
      'candidate.create',
      'a@mail.example',
      'Account Executive',
      'hang',
      'FUZZY',
      'cursors/expire',
    ]) {
      expect(page).toContain(shown);
    }
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(page).not.toContain('<script>alert');
  }
});

function idOf(body: unknown): string {
  return z.object({ results: z.object({ id: z.string() }) }).parse(body).results.id;
}

/** What it has used of a processor since it began. */
async function cpuSeconds(pid: number): Promise<number> {
  const [, fields = ''] = (await readFile(`/proc/${pid}/stat`, 'utf8')).split(') ');
  const [user, system] = fields.split(' ').slice(11, 13).map(Number);
  return ((user ?? 0) + (system ?? 0)) / 100;
}

async function residentMegabytes(pid: number): Promise<number> {
  const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(await readFile(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / 1024;
}
