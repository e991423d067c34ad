import { fileURLToPath } from 'node:url';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import type { Emulator } from '../emulator/index.ts';
import { emulated, operationsOf } from './support.ts';

const told = z.object({ content: z.array(z.object({ text: z.string() })) });

/**
 * Somebody else's client of Ashby, as it is published: `ashby-mcp`, a program that is spoken to over its
 * standard input. It knows one address, so that its `fetch` is sent to the emulator's instead.
 */
async function ashbyMcp({ url, apiKey }: Emulator) {
  const detour = `const real = fetch; globalThis.fetch = (address, init) =>
    real(String(address).replace('https://api.ashbyhq.com', ${JSON.stringify(url)}), init);`;
  const client = new Client({ name: 'test', version: '1' });
  onTestFinished(() => client.close());
  await client.connect(
    new StdioClientTransport({
      command: process.execPath,
      args: [
        '--import',
        `data:text/javascript,${encodeURIComponent(detour)}`,
        fileURLToPath(import.meta.resolve('ashby-mcp')),
      ],
      env: { ASHBY_API_KEY: apiKey },
      stderr: 'ignore',
    }),
  );
  /** Its answer: a sentence, then what it read. */
  return async (tool: string, input: Record<string, unknown>) => {
    const { content } = told.parse(await client.callTool({ name: `ashby_${tool}`, arguments: input }));
    const [sentence, data] = content;
    return { sentence: sentence?.text ?? '', data: data === undefined ? null : JSON.parse(data.text) };
  };
}

test('a client of somebody else’s creates, finds and lists a candidate', async () => {
  const emulator = await emulated({ seed: { candidates: 3, jobs: 4 } });
  const ask = await ashbyMcp(emulator);

  const ines = { name: 'Ines Okafor', email: 'ines@mail.example' };
  const created = await ask('call_api', { endpoint: 'candidate.create', params: ines });
  expect(created.data).toMatchObject({ success: true, results: { id: expect.any(String), name: ines.name } });
  const { id } = created.data.results;

  const found = await ask('search_candidates', { query: 'Okafor', email: ines.email });
  expect(found.data).toEqual({ candidates: [{ id, ...ines, phone: null }] });

  const listed = await ask('call_api', { endpoint: 'candidate.list' });
  expect(listed.sentence).toBe('Ashby candidate.list returned 4 result(s).');
  expect(listed.data.results.at(-1)).toMatchObject({ id, name: ines.name });

  const jobs = await ask('list_jobs', {});
  const [job] = jobs.data.items;
  const lead = {
    name: 'Ada Marsh',
    job_id: job.id,
    linkedin_url: 'https://www.linkedin.com/in/ada',
    note: 'From a list',
  };
  expect((await ask('add_lead', lead)).data).toMatchObject({ application_id: expect.any(String) });
  const leads = await ask('list_candidates_for_job', { job_id: job.id });
  expect(leads.data.items).toMatchObject([
    { candidate_name: 'Ada Marsh', status: 'Lead', current_stage: { title: 'New Lead' } },
  ]);
  expect(new Set(await operationsOf(emulator))).toEqual(
    new Set([
      ...['candidate.create', 'candidate.search', 'candidate.list', 'candidate.createNote'],
      ...['job.list', 'application.create', 'application.list'],
    ]),
  );
});

test('it reads the emulator’s refusals as Ashby’s', async () => {
  const emulator = await emulated();
  const ask = await ashbyMcp({ ...emulator, apiKey: 'f'.repeat(64) });
  expect((await ask('list_jobs', {})).sentence).toMatch(/^Ashby API error: HTTP 403/);
  const good = await ashbyMcp(emulator);
  const nobody = await good('call_api', { endpoint: 'candidate.info', params: { id: 'nobody' } });
  expect(nobody.sentence).toContain('Ashby candidate.info returned success: false');
});
