import { randomBytes, randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import { z } from 'zod';
import { stateSummary } from './control-state.ts';
import { faultSchema } from './faults.ts';
import { mergeChange, stageEvents } from './merge.ts';
import { idSchema, timestampSchema } from './operation.ts';
import { stages } from './organization.ts';
import { insidePage } from './page.ts';
import type { Parts } from './parts.ts';
import { permissions } from './permissions.ts';
import { jobStatuses } from './records.ts';
import { unknowns as possibleUnknowns, unknownsSchema } from './unknowns.ts';
import { applicationView, candidateView, jobView } from './view.ts';

const keySchema = z.object({
  permissions: z.array(z.enum(permissions)),
  title: z.string().default('Made by a test'),
  confidential: z.enum(['SHOWN', 'HIDDEN']).default('HIDDEN'),
});
const revokeSchema = z.object({ apiKey: z.string() });
const personSchema = z.object({
  name: z.string().min(1),
  email: z.string().nullable().default(null),
  alternateEmails: z.array(z.string()).default([]),
  linkedInUrl: z.url().optional(),
  createdAt: timestampSchema.optional(),
});
const jobSchema = z.object({
  title: z.string().min(1),
  status: z.enum(jobStatuses).default('Open'),
  confidential: z.boolean().default(false),
});
const goneSchema = z.object({ candidateId: idSchema });
const mergeSchema = z.object({ deletedId: idSchema, mergedId: idSchema });
const stageSchema = z.object({ applicationId: idSchema, stageId: z.enum(stages.map(({ id }) => id)) });
const lagSchema = z.object({ of: z.array(z.enum(['SEARCH', 'LISTS'])) });
const limitSchema = z.object({ pages: z.int().min(1) });
const jobStatusSchema = z.object({ jobId: idSchema, status: z.enum(jobStatuses) });

/** The hand that moves the emulated organisation: everything here is under `/_emulator` and none of it is Ashby's. */
export function controlRoutes(parts: Parts): Hono {
  const { store, journal, faults, unknowns, hooks, now } = parts;
  const routes = new Hono();
  routes.onError((error, c) => {
    if (error instanceof z.ZodError) return c.json({ error: z.prettifyError(error) }, 400);
    if (error instanceof SyntaxError) return c.json({ error: 'The body is not JSON' }, 400);
    throw error;
  });

  routes.get('/', (c) => c.html(insidePage(parts)));
  routes.get('/journal', (c) => c.body(journal.text(), 200, { 'content-type': 'application/x-ndjson' }));
  routes.get('/state', (c) => c.json({ ...stateSummary(store.state, c.req.query('email')), calls: journal.count() }));

  routes.post('/keys', async (c) => {
    const input = keySchema.parse(await c.req.json());
    const apiKey = randomBytes(32).toString('hex');
    store.commit({ kind: 'KEY', record: { ...input, apiKey, status: 'ACTIVE', createdAt: now().toISOString() } });
    return c.json({ apiKey });
  });

  routes.post('/keys/revoke', async (c) => {
    const { apiKey } = revokeSchema.parse(await c.req.json());
    const key = store.state.keys.get(apiKey)?.record;
    if (key === undefined) return c.json({ error: 'There is no such key' }, 404);
    store.commit({ kind: 'KEY', record: { ...key, status: 'REVOKED' } });
    return c.json({ revoked: true });
  });

  routes.post('/candidates', async (c) => {
    const { linkedInUrl, createdAt, ...input } = personSchema.parse(await c.req.json());
    const at = now().toISOString();
    const socialLinks = linkedInUrl === undefined ? [] : [{ type: 'LinkedIn', url: linkedInUrl } as const];
    const times = { createdAt: createdAt ?? at, updatedAt: at, addedAt: at };
    const record = { ...input, id: randomUUID(), phoneNumber: null, socialLinks, ...times };
    store.commit({ kind: 'CANDIDATE', record });
    return c.json(candidateView(store.state, record));
  });

  routes.post('/candidates/delete', async (c) => {
    const { candidateId } = goneSchema.parse(await c.req.json());
    if (!store.state.candidates.has(candidateId)) return c.json({ error: 'There is no such candidate' }, 404);
    store.commit({ kind: 'CANDIDATE_GONE', candidateId });
    hooks.tell('candidateDelete', { candidate: { id: candidateId } });
    return c.json({ deleted: true });
  });

  routes.post('/candidates/merge', async (c) => {
    const { deletedId, mergedId } = mergeSchema.parse(await c.req.json());
    const change = mergeChange(store.state, { deletedId, mergedId });
    if (change === null) return c.json({ error: 'There are no such candidates' }, 404);
    store.commit(change);
    hooks.tell('candidateMerge', { deletedCandidate: { id: deletedId }, mergedCandidate: { id: mergedId } });
    return c.json({ merged: true });
  });

  routes.post('/applications/stage', async (c) => {
    const { applicationId, stageId } = stageSchema.parse(await c.req.json());
    const application = store.state.applications.get(applicationId)?.record;
    if (application === undefined) return c.json({ error: 'There is no such application' }, 404);
    const record = { ...application, stageId, updatedAt: now().toISOString() };
    store.commit({ kind: 'APPLICATION', record });
    const view = applicationView(store.state, record);
    for (const type of stageEvents(view.status)) hooks.tell(type, { application: view });
    return c.json(view);
  });

  routes.post('/lag', async (c) => {
    const { of } = lagSchema.parse(await c.req.json());
    const { state } = store;
    state.searchedUpTo = of.includes('SEARCH') ? state.changes : null;
    state.listedUpTo = of.includes('LISTS') ? state.changes : null;
    return c.json({ of });
  });

  routes.post('/cursors/expire', (c) => {
    store.state.cursorGeneration += 1;
    return c.json({ generation: store.state.cursorGeneration });
  });

  routes.post('/cursors/limit', async (c) => {
    store.state.mostIncrementalPages = limitSchema.parse(await c.req.json()).pages;
    return c.json({ pages: store.state.mostIncrementalPages });
  });

  routes.get('/unknowns', (c) => c.json({ current: unknowns.current, possible: possibleUnknowns }));
  routes.post('/unknowns', async (c) => {
    unknowns.current = { ...unknowns.current, ...withoutUndefined(unknownsSchema.parse(await c.req.json())) };
    return c.json(unknowns.current);
  });

  routes.post('/jobs', async (c) => {
    const input = jobSchema.parse(await c.req.json());
    const at = now().toISOString();
    const record = { ...input, id: randomUUID(), createdAt: at, updatedAt: at };
    store.commit({ kind: 'JOB', record });
    return c.json(jobView(record));
  });

  routes.post('/jobs/status', async (c) => {
    const { jobId, status } = jobStatusSchema.parse(await c.req.json());
    const job = store.state.jobs.get(jobId)?.record;
    if (job === undefined) return c.json({ error: 'There is no such job' }, 404);
    const record = { ...job, status, updatedAt: now().toISOString() };
    store.commit({ kind: 'JOB', record });
    return c.json(jobView(record));
  });

  routes.get('/faults', (c) => c.json(faults.list()));
  routes.post('/faults', async (c) => {
    faults.plan(faultSchema.parse(await c.req.json()));
    return c.json({ planned: faults.list().length });
  });
  routes.delete('/faults', (c) => {
    faults.clear();
    return c.json({ planned: 0 });
  });
  return routes;
}

function withoutUndefined<T extends object>(given: T): { [Name in keyof T]: Exclude<T[Name], undefined> } {
  const entries = Object.entries(given).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [Name in keyof T]: Exclude<T[Name], undefined> };
}
