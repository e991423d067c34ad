import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { Control } from './control.ts';
import { stateSummary } from './control-state.ts';
import { behaviourControls } from './controls/behaviour.ts';
import { jobControls } from './controls/jobs.ts';
import { keyControls } from './controls/keys.ts';
import { listControls } from './controls/lists.ts';
import { peopleControls } from './controls/people.ts';
import { insidePage } from './page.ts';
import type { Parts } from './parts.ts';
import { unknowns as possible } from './unknowns.ts';

const controls: readonly Control[] = [
  ...peopleControls,
  ...jobControls,
  ...keyControls,
  ...listControls,
  ...behaviourControls,
];

/** The hand that moves the emulated organisation: everything here is under `/_emulator` and none of it is Ashby's. */
export function controlRoutes(parts: Parts): Hono {
  const { store, journal, faults, unknowns } = parts;
  const routes = new Hono();
  routes.onError((error, c) => {
    if (error instanceof z.ZodError) return c.json({ error: z.prettifyError(error) }, 400);
    if (error instanceof SyntaxError) return c.json({ error: 'The body is not JSON' }, 400);
    throw error;
  });

  routes.get('/', (c) => c.html(insidePage(parts, controls)));
  routes.get('/journal', (c) => c.body(journal.text(), 200, { 'content-type': 'application/x-ndjson' }));
  routes.get('/state', (c) => c.json({ ...stateSummary(store.state, c.req.query('email')), calls: journal.count() }));
  routes.get('/unknowns', (c) => c.json({ current: unknowns.current, possible }));
  routes.get('/faults', (c) => c.json(faults.list()));
  routes.delete('/faults', (c) => {
    faults.clear();
    return c.json({ planned: 0 });
  });
  for (const control of controls) {
    routes.post(control.path, async (c) => {
      const result = control.run(parts, await bodyOf(c));
      return result === null ? c.json({ error: 'There is nothing with this id' }, 404) : c.json(result);
    });
  }
  return routes;
}

/** Some controls need to be told nothing. */
async function bodyOf(c: Context): Promise<unknown> {
  const text = await c.req.text();
  return text === '' ? {} : JSON.parse(text);
}
