import pg from 'pg';

/** Runs statements one after the other on a connection of their own. */
export async function onDatabase<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return work(client).finally(() => client.end());
}

/** What was just sown is settled before anything is timed: no round pays for the writes of another. */
export async function settle(url: string): Promise<void> {
  await onDatabase(url, async (client) => {
    await client.query('VACUUM ANALYZE contact, enrollment, sync, intent');
  });
}
