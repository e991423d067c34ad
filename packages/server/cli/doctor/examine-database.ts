import { endingPartitions } from '../../src/database/partitions.ts';
import { namePending, pendingMigrations } from '../../src/database/pending-migrations.ts';
import type { CommandContext } from '../context.ts';
import { type Examine, fault, warning } from './finding.ts';

/** A difference that makes times in logs and expiries of tokens wrong. */
const clockApartMs = 5_000;
/** From this share on there is no room for one more process. */
const fullShare = 0.9;

export const examineMigrations: Examine<CommandContext> = async ({ database }) => {
  const pending = await pendingMigrations(database);
  return pending.length === 0
    ? []
    : [fault(`The database lacks ${namePending(pending)}.`, 'Run `handoff migrate`, then start the processes again.')];
};

/** A dump does not hold roles: what names them is missing where it was restored without. */
export const examineWalls: Examine<CommandContext> = async ({ database }) => {
  const open = await database.$queryRaw<{ name: string }[]>`
    SELECT relname::text AS name FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relforcerowsecurity
      AND NOT EXISTS (SELECT FROM pg_policy WHERE polrelid = pg_class.oid AND polname = 'own_account')
    ORDER BY relname`;
  if (open.length === 0) return [];
  return [
    fault(
      `There is no policy by which an account reaches its rows on ${open.map(({ name }) => name).join(', ')}.`,
      'The dump was restored on a server without the roles handoff_account and handoff_across: create both, and restore it again (docs/operating.md).',
    ),
  ];
};

export const examinePartitions: Examine<CommandContext> = async ({ database }) =>
  (await endingPartitions(database)).map(({ name, end }) =>
    fault(
      `The table ${name} has no partition for rows ${end === null ? 'of today' : `from ${end.toISOString()} on`}.`,
      'Every process makes it within a minute, unless DATABASE_URL’s user does not own the table, or a transaction that is hours old uses it: the log says which.',
    ),
  );

export const examineClock: Examine<CommandContext> = async ({ database, now }) => {
  const before = now();
  const [{ at } = { at: new Date(before) }] = await database.$queryRaw<{ at: Date }[]>`SELECT clock_timestamp() AS at`;
  const apartMs = Math.abs(at.getTime() - (before + now()) / 2);
  if (apartMs < clockApartMs) return [];
  const seconds = Math.round(apartMs / 1_000);
  return [
    fault(
      `This machine’s clock and the database’s are ${seconds} s apart.`,
      'Set both by the same time server (chrony, systemd-timesyncd).',
    ),
  ];
};

export const examineConnections: Examine<CommandContext> = async ({ database }) => {
  const [row] = await database.$queryRaw<{ used: number; most: number }[]>`
    SELECT count(*)::int AS used,
      least((SELECT setting::int FROM pg_settings WHERE name = 'max_connections'),
        (SELECT nullif(datconnlimit, -1) FROM pg_database WHERE datname = current_database())) AS most
    FROM pg_stat_activity WHERE backend_type = 'client backend'
      AND (datname = current_database() OR (SELECT datconnlimit FROM pg_database WHERE datname = current_database()) = -1)`;
  if (!row || row.used < row.most * fullShare) return [];
  return [
    warning(
      `${row.used} of the ${row.most} connections that the database allows are in use.`,
      'Put PgBouncer in front of the database (docs/operating.md), run fewer processes, or raise max_connections.',
    ),
  ];
};
