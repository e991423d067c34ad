import { randomUUIDv7 } from 'node:crypto';
import { Command } from 'commander';
import { parseConfig } from '../src/config.ts';
import { openContext } from './context.ts';
import { columns, print } from './print.ts';

export function accountsCommand(): Command {
  return new Command('accounts')
    .description('the recruiting teams')
    .addCommand(createCommand())
    .addCommand(listCommand());
}

function createCommand(): Command {
  return new Command('create')
    .description('makes an account and its owner')
    .argument('<name>', 'of the team')
    .requiredOption('--owner <email>', 'the owner’s address')
    .option('--owner-name <name>', 'the owner’s name', 'Owner')
    .action(async (name: string, { owner, ownerName }: { owner: string; ownerName: string }, command: Command) => {
      await using context = openContext(parseConfig(process.env));
      const accountId = randomUUIDv7();
      const members = { create: [{ name: ownerName, email: owner, role: 'OWNER' as const }] };
      await context.tenancy.forAccount(accountId).account.create({ data: { id: accountId, name, members } });
      print(command, { json: { accountId }, text: accountId });
    });
}

function listCommand(): Command {
  return new Command('list').description('every account').action(async (_, command: Command) => {
    await using context = openContext(parseConfig(process.env));
    const shown = { id: true, name: true, createdAt: true } as const;
    const accounts = await context.tenancy.acrossAccounts.account.findMany({ select: shown, orderBy: { id: 'asc' } });
    const rows = accounts.map(({ id, name, createdAt }) => [id, name, createdAt.toISOString()]);
    print(command, { json: accounts, text: columns([['account', 'name', 'since'], ...rows]) });
  });
}
