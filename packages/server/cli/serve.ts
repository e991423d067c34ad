import closeWithGrace from 'close-with-grace';
import { Command, Option } from 'commander';
import { type Config, parseConfig } from '../src/config.ts';
import { checkDatabase, openDatabase } from '../src/database/client.ts';
import { namePending, pendingMigrations } from '../src/database/pending-migrations.ts';
import { type Handoff, type Stand, startHandoff } from '../src/main.ts';
import { CommandFault } from './exit-code.ts';

/** After this long a stop ends as it is; what was in flight is looked up by the next owner. */
const stopWithinMs = 10_000;

export function serveCommand(): Command {
  return new Command('serve')
    .description('runs until it is told to stop (SIGTERM), then drains within ten seconds')
    .addOption(new Option('--role <role>', 'what this process does').choices(['all', 'api', 'worker']))
    .action(async ({ role }: { role?: string }) => {
      const config = parseConfig(role ? { ...process.env, HANDOFF_ROLE: role } : process.env);
      await checkDatabase(config.databaseUrl);
      await checkMigrated(config.databaseUrl);
      const { url } = await serve(config);
      process.stdout.write(`Handoff (${config.role}) listens on ${url}\n`);
    });
}

/** Runs until the process is told to stop. */
export async function serve(config: Config, stand: Partial<Stand> = {}): Promise<Handoff> {
  const handoff = await startHandoff(config, stand);
  closeWithGrace({ delay: stopWithinMs, logger: false }, async ({ err }) => {
    if (err) process.stderr.write(`Handoff stops: ${err.stack}\n`);
    await handoff.stop();
  });
  return handoff;
}

async function checkMigrated(databaseUrl: string): Promise<void> {
  const database = openDatabase(databaseUrl);
  try {
    const pending = await pendingMigrations(database);
    if (pending.length > 0) {
      throw new CommandFault(`The database lacks ${namePending(pending)}: run \`handoff migrate\` first.`);
    }
  } finally {
    await database.$disconnect();
  }
}
