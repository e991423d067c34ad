import { Command } from 'commander';
import { parseConfig } from '../src/config.ts';
import { openContext } from './context.ts';
import { type CheckedIntegration, checkIntegrations } from './doctor/examine-integrations.ts';
import { columns, print } from './print.ts';

export function integrationsCommand(): Command {
  return new Command('integrations').description('the accounts’ links to their ATSs').addCommand(checkCommand());
}

function checkCommand(): Command {
  return new Command('check')
    .description('opens every integration’s key and asks its ATS whether it is good')
    .action(async (_, command: Command) => {
      await using context = openContext(parseConfig(process.env));
      const checked = await checkIntegrations(context);
      print(command, { json: checked, text: textOf(checked) });
      if (checked.some(({ findings }) => findings.length > 0)) process.exitCode = 1;
    });
}

function textOf(checked: readonly CheckedIntegration[]): string {
  if (checked.length === 0) return 'No account has connected an ATS.';
  return columns([
    ['account', 'integration', 'ats', 'status', 'its key'],
    ...checked.map(({ accountId, id, connectorId, status, findings }) => {
      const [found] = findings;
      return [accountId, id, connectorId, status, found ? `${found.message} → ${found.remedy}` : 'good'];
    }),
  ]);
}
