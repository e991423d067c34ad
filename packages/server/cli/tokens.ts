import { Command, Option } from 'commander';
import { recordChange } from '../src/audit/record-change.ts';
import { parseConfig } from '../src/config.ts';
import { type TokenScope, tokenScopes } from '../src/security/rights.ts';
import { createToken } from '../src/security/tokens.ts';
import { openContext } from './context.ts';
import { CommandFault } from './exit-code.ts';
import { openAccount, readId } from './id.ts';
import { actorOf } from './member.ts';
import { columns, print } from './print.ts';

export function tokensCommand(): Command {
  return new Command('tokens')
    .description('what opens the API for an account')
    .addCommand(createCommand())
    .addCommand(listCommand())
    .addCommand(revokeCommand());
}

const allScopes = Object.keys(tokenScopes);

type Creation = {
  account: string;
  member?: string;
  name: string;
  kind: 'api' | 'sign-in';
  scope?: readonly TokenScope[];
  days?: string;
};

function createCommand(): Command {
  return new Command('create')
    .description('makes a token and prints it; it is not shown again')
    .requiredOption('--account <id>', 'whose', readId)
    .option('--member <email>', 'the member it acts for (default: the first owner)')
    .addOption(
      new Option('--kind <kind>', 'for programs, or a sign-in that opens the page once')
        .choices(['api', 'sign-in'])
        .default('api'),
    )
    .addOption(
      new Option('--scope <scopes...>', 'what a program may (default: all that the member may)').choices(allScopes),
    )
    .option('--days <days>', 'how long it opens anything (default: a year; a sign-in, one day)')
    .option('--name <name>', 'what it is for', 'handoff tokens create')
    .action(async ({ account, member, name, kind, scope, days }: Creation, command: Command) => {
      await using context = openContext(parseConfig(process.env));
      const database = await openAccount(context, account);
      const actor = await actorOf(database, { accountId: account, email: member });
      const secret = await database.$transaction(async (tx) => {
        const limits = { ...(scope ? { scopes: scope } : {}), ...(days ? { expiresAt: inDays(days) } : {}) };
        const made = await createToken(tx, { ...actor, kind: kind === 'api' ? 'API' : 'SIGN_IN', name, ...limits });
        const summary = `The operator made a token for ${kind === 'api' ? 'programs' : 'one sign-in'}: “${name}”.`;
        await recordChange(tx, actor, { action: 'token.create', target: actor.memberId, summary });
        return made;
      });
      print(command, { json: { secret }, text: secret });
    });
}

function inDays(text: string): Date {
  const days = Number(text);
  if (!(days > 0 && days <= 366)) throw new CommandFault('--days is a number from 1 to 366.');
  return new Date(Date.now() + days * 24 * 60 * 60_000);
}

function listCommand(): Command {
  return new Command('list')
    .description('an account’s tokens, without their secrets')
    .requiredOption('--account <id>', 'whose', readId)
    .action(async ({ account }: { account: string }, command: Command) => {
      await using context = openContext(parseConfig(process.env));
      const database = await openAccount(context, account);
      const tokens = await database.apiToken.findMany({
        where: { accountId: account },
        orderBy: { createdAt: 'desc' },
        omit: { hash: true },
      });
      const rows = tokens.map(({ id, kind, name, createdAt, expiresAt, revokedAt }) => [
        id,
        kind,
        createdAt.toISOString(),
        revokedAt ? 'revoked' : `until ${expiresAt.toISOString()}`,
        name,
      ]);
      print(command, { json: tokens, text: columns([['token', 'kind', 'made', 'opens', 'name'], ...rows]) });
    });
}

function revokeCommand(): Command {
  return new Command('revoke')
    .description('ends a token at once')
    .requiredOption('--account <id>', 'whose', readId)
    .argument('<token>', 'its id, as `tokens list` shows it', readId)
    .action(async (id: string, { account }: { account: string }, command: Command) => {
      await using context = openContext(parseConfig(process.env));
      const database = await openAccount(context, account);
      const actor = await actorOf(database, { accountId: account, email: undefined });
      const revoked = await database.$transaction(async (tx) => {
        const where = { accountId: account, id, revokedAt: null };
        const { count } = await tx.apiToken.updateMany({ where, data: { revokedAt: new Date() } });
        const summary = 'The operator revoked a token.';
        if (count > 0) await recordChange(tx, actor, { action: 'token.revoke', target: id, summary });
        return count > 0;
      });
      if (!revoked) throw new CommandFault(`The account ${account} has no token ${id} that still opens anything.`);
      print(command, { json: { revoked: id }, text: `Revoked ${id}.` });
    });
}
