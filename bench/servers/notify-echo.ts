import pg from 'pg';
import { z } from 'zod';
import { echo } from './echo.ts';
import { settingsAs } from './serve.ts';

const { databaseUrl: connectionString } = settingsAs(z.object({ databaseUrl: z.string() }));

await echo(async (tell) => {
  const pool = new pg.Pool({ connectionString });
  const listener = new pg.Client({ connectionString });
  await listener.connect();
  listener.on('notification', ({ payload = '' }) => tell(payload));
  await listener.query('LISTEN events');
  return { send: (event) => pool.query("SELECT pg_notify('events', $1)", [event]) };
});
