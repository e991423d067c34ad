import pg from 'pg';

/** Connections of one process for the queue's statements. */
const poolSize = 4;

/** A pool of plain statements, for a library that writes its own. */
export function openPool(databaseUrl: string) {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: poolSize, application_name: 'handoff-queue' });
  pool.on('error', () => undefined);
  return {
    query: (text: string, values: readonly unknown[] = []) => pool.query(text, [...values]),
    end: () => pool.end(),
  };
}
