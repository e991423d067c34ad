import { Command } from 'commander';
import { parseConfig } from '../src/config.ts';
import { type Resealed, reseal } from '../src/security/reseal.ts';
import { openContext } from './context.ts';
import { print } from './print.ts';

export function keysCommand(): Command {
  return new Command('keys').description('the keys of the vault').addCommand(rotateCommand());
}

function rotateCommand(): Command {
  return new Command('rotate')
    .description('seals with the first key of HANDOFF_VAULT_KEY what an older one sealed, while everything runs')
    .action(async (_, command: Command) => {
      await using context = openContext(parseConfig(process.env));
      const resealed = await reseal(context);
      print(command, { json: resealed, text: textOf(resealed) });
      if (resealed.failed.length > 0) process.exitCode = 1;
    });
}

function textOf({ resealed, failed }: Resealed): string {
  const left = failed.map(
    ({ accountId, integrationId, why }) => `Left as it was, of account ${accountId}: ${integrationId}. ${why}`,
  );
  const done =
    failed.length === 0
      ? 'Nothing is sealed with an older key: it may be taken out of HANDOFF_VAULT_KEY.'
      : 'Keep the older keys until the rest can be opened, or is entered again.';
  return [`Sealed ${resealed} anew.`, ...left, done].join('\n');
}
