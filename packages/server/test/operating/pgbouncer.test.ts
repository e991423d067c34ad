import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Fleet, fleetOf, followSyncs } from '../support/fleet.ts';
import { prepareProcesses } from '../support/processes.ts';
import { findProgram, freePort, runProgram } from '../support/program.ts';
import { connectWithJob, expectOnce } from '../support/push.ts';

/** One that gives a connection to each transaction anew, in front of this database. */
async function startPgBouncer(program: string, databaseUrl: string) {
  await using prepared = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'handoff-pgbouncer-'));
  prepared.defer(() => rm(folder, { recursive: true, force: true }));
  const port = await freePort();
  const behind = new URL(databaseUrl);
  const users = join(folder, 'users.txt');
  await writeFile(users, `"${behind.username}" "${decodeURIComponent(behind.password)}"\n`, { mode: 0o644 });
  const settings = {
    listen_addr: '127.0.0.1',
    listen_port: port,
    pool_mode: 'transaction',
    default_pool_size: 8,
    auth_type: 'scram-sha-256',
    auth_file: users,
    unix_socket_dir: '',
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name} = ${value}`);
  const databases = `* = host=${behind.hostname} port=${behind.port}`;
  const file = join(folder, 'pgbouncer.ini');
  await writeFile(file, ['[databases]', databases, '[pgbouncer]', ...lines, ''].join('\n'), { mode: 0o644 });
  // Its own user reads it.
  await chmod(folder, 0o755);
  const asNobody = process.getuid?.() === 0 ? ['--user=nobody'] : [];
  prepared.use(await runProgram(program, [...asNobody, file], port));
  const front = new URL(databaseUrl);
  front.port = String(port);
  const owned = prepared.move();
  return { url: front.href, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}

async function sessions(fleet: Fleet, database: Awaited<ReturnType<typeof prepareProcesses>>['database']) {
  const rows = await database.$queryRaw<{ application: string; count: number }[]>`
    SELECT application_name AS application, count(*)::int AS count FROM pg_stat_activity
    WHERE datname = current_database() AND application_name = 'handoff-session' GROUP BY 1`;
  return { processes: fleet.members.length, sessions: rows[0]?.count };
}

test('behind PgBouncer in transaction mode all holds, with one session for each process past it', {
  timeout: 60_000,
}, async (context) => {
  const program = await findProgram('pgbouncer');
  if (program === null) return context.skip('pgbouncer is not installed here (Debian: apt install pgbouncer)');
  await using processes = await prepareProcesses();
  const { DATABASE_URL = '' } = processes.environment;
  await using pooler = await startPgBouncer(program, DATABASE_URL);
  const fleet = fleetOf({
    ...processes,
    start: (more) => processes.start({ ...more, DATABASE_URL: pooler.url, HANDOFF_SESSION_DATABASE_URL: DATABASE_URL }),
  });
  for (const role of ['api', 'worker', 'worker'] as const) await fleet.add(role);
  const connected = await connectWithJob(processes, fleet.client);
  const followers = followSyncs(fleet, connected.integrationId);
  for (const { begun } of followers) await begun;
  await expectOnce(processes, await connected.add(20));
  for (const follower of followers) await follower.sees(20);
  expect(await sessions(fleet, processes.database)).toEqual({ processes: 3, sessions: 3 });
  for (const follower of followers) await follower.close();
});
