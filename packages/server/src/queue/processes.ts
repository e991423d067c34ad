import { PgBoss } from 'pg-boss';

/** A process of the product, as it last said of itself. */
export type Process = {
  readonly role: string;
  readonly host: string;
  readonly pid: number;
  /** Not stopped, and heard from lately. */
  readonly live: boolean;
  readonly heardAt: Date;
};

/** The processes that run, or ran until lately, on this database; those heard from last come first. */
export async function listProcesses(databaseUrl: string): Promise<readonly Process[]> {
  const alone = { supervise: false, schedule: false, registerInstance: false, migrate: false };
  const boss = new PgBoss({ connectionString: databaseUrl, max: 1, ...alone });
  boss.on('error', () => undefined);
  await boss.start();
  try {
    const instances = await boss.getInstances();
    return instances
      .map(({ name, host, pid, live, heartbeatOn }) => ({ role: name ?? '', host, pid, live, heardAt: heartbeatOn }))
      .toSorted((one, other) => other.heardAt.getTime() - one.heardAt.getTime());
  } finally {
    await boss.stop({ graceful: false });
  }
}
