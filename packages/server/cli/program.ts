/** `handoff`: what those who run it type. Exit codes: 0 done, 1 not done or something found, 2 wrongly asked or set. */
import { Command } from 'commander';
import { accountsCommand } from './accounts.ts';
import { configCommand } from './config.ts';
import { doctorCommand } from './doctor.ts';
import { emulatorCommand } from './emulator.ts';
import { exitCodeOf } from './exit-code.ts';
import { exportCommand } from './export.ts';
import { integrationsCommand } from './integrations.ts';
import { keysCommand } from './keys.ts';
import { migrateCommand } from './migrate.ts';
import { resyncCommand } from './resync.ts';
import { serveCommand } from './serve.ts';
import { tokensCommand } from './tokens.ts';

const commands = [
  serveCommand(),
  migrateCommand(),
  configCommand(),
  doctorCommand(),
  accountsCommand(),
  tokensCommand(),
  integrationsCommand(),
  keysCommand(),
  resyncCommand(),
  exportCommand(),
  emulatorCommand(),
];

const program = new Command('handoff')
  .description('Hands sourced people over to the applicant tracking system. Settings come from the environment.')
  .option('--json', 'print one JSON document for scripts')
  .exitOverride();
for (const command of commands) program.addCommand(command);
for (const command of [...commands, ...commands.flatMap((one) => one.commands)]) command.exitOverride();

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = exitCodeOf(error);
}
