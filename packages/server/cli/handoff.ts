/** `handoff`: what those who run it type. Exit codes: 0 done, 1 not done or something found, 2 wrongly asked or set. */
import { Command } from 'commander';
import { configCommand } from './config.ts';
import { doctorCommand } from './doctor.ts';
import { exitCodeOf } from './exit-code.ts';
import { migrateCommand } from './migrate.ts';
import { serveCommand } from './serve.ts';

const program = new Command('handoff')
  .description('Hands sourced people over to the applicant tracking system. Settings come from the environment.')
  .option('--json', 'print one JSON document for scripts')
  .exitOverride()
  .addCommand(serveCommand())
  .addCommand(migrateCommand())
  .addCommand(configCommand())
  .addCommand(doctorCommand());
for (const command of program.commands) command.exitOverride();

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = exitCodeOf(error);
}
