import { Command } from 'commander';
import { parseDatabaseUrl } from '../src/config.ts';
import { checkDatabase } from '../src/database/client.ts';
import { migrate } from '../src/database/migrate.ts';
import { migrateQueue } from '../src/queue/migrate-queue.ts';
import { print } from './print.ts';

export function migrateCommand(): Command {
  return new Command('migrate')
    .description('brings the database up to date, the queue’s own tables included; safe to run at any time')
    .action(async (_, command: Command) => {
      const databaseUrl = parseDatabaseUrl(process.env);
      await checkDatabase(databaseUrl);
      const applied = await migrate(databaseUrl);
      await migrateQueue(databaseUrl);
      const text = applied.length === 0 ? 'The database is up to date.' : `Applied ${applied.join(', ')}.`;
      print(command, { json: { applied }, text });
    });
}
