import { readdir, readFile } from 'node:fs/promises';
import type pg from 'pg';

/** What the database has done since it began: bytes of write-ahead log, row versions that died, milliseconds of its processes. */
export type DatabaseCost = { readonly wal: number; readonly dead: number; readonly cpuMs: number };

export async function databaseCost(client: pg.Client): Promise<DatabaseCost> {
  await client.query('SELECT pg_stat_force_next_flush()');
  const { rows } = await client.query(`
    SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::float8 AS wal,
      (SELECT sum(n_tup_upd + n_tup_del)::float8 FROM pg_stat_user_tables) AS dead,
      split_part(pg_read_file('postmaster.pid'), E'\\n', 1)::int AS pid`);
  const [{ wal, dead, pid }] = rows;
  return { wal: Number(wal), dead: Number(dead), cpuMs: await cpuOf(Number(pid)) };
}

export function costBetween(before: DatabaseCost, after: DatabaseCost): DatabaseCost {
  return { wal: after.wal - before.wal, dead: after.dead - before.dead, cpuMs: after.cpuMs - before.cpuMs };
}

const ticksPerSecond = 100;

/** Of the postmaster, of those of its children that have ended, and of those that have not. Only Linux tells; 0 elsewhere. */
async function cpuOf(postmaster: number): Promise<number> {
  const pids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name)).map(Number);
  let ticks = 0;
  for (const pid of pids) {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
    const [, parent = '', ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // After state and parent: user and system time are the tenth and eleventh, then those of children that ended.
    const [own, ended] = [sum(fields.slice(9, 11)), sum(fields.slice(11, 13))];
    if (pid === postmaster) ticks += own + ended;
    else if (Number(parent) === postmaster) ticks += own;
  }
  return (ticks * 1_000) / ticksPerSecond;
}

function sum(fields: readonly string[]): number {
  return fields.reduce((total, field) => total + Number(field), 0);
}
