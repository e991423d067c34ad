import { PgBoss } from 'pg-boss';
import { z } from 'zod';
import { echo } from './echo.ts';
import { settingsAs } from './serve.ts';

const { databaseUrl } = settingsAs(z.object({ databaseUrl: z.string() }));

/** It looks as often as it does by itself, and takes all that is there: one at a time it would not keep up. */
await echo(async (tell) => {
  const boss = new PgBoss({ connectionString: databaseUrl });
  boss.on('error', () => undefined);
  await boss.start();
  await boss.createQueue('events');
  await boss.work<{ event: string }>('events', { batchSize: 1_000 }, async (jobs) => {
    for (const { data } of jobs) tell(data.event);
  });
  return { send: (event) => boss.send('events', { event }) };
});
