import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Emulator, startEmulator } from '@handoff/ats-ashby/emulator';
import { ConfigError, parseConfig } from '../src/config.ts';
import { checkDatabase, openDatabase } from '../src/database/client.ts';
import { removeEmbedded, startEmbedded } from '../src/database/embedded.ts';
import { DatabaseFault } from '../src/database/fault.ts';
import { migrate } from '../src/database/migrate.ts';
import { type Stand, startHandoff } from '../src/main.ts';
import { migrateQueue } from '../src/queue/migrate-queue.ts';
import { tenancyOf } from '../src/security/tenancy.ts';
import { createToken } from '../src/security/tokens.ts';
import { ensureSampleData } from './sample-data.ts';
import { parseSettings, type Settings, StartFault } from './settings.ts';
import type { Keep } from './until-stopped.ts';
import { ensureVaultKey } from './vault-key.ts';

const seed = { candidates: 500, jobs: 12 };

/** What tests start otherwise: more connectors, and where their ATSs are. */
type More = Pick<Stand, 'connectors'> & { readonly connectorUrls: readonly string[] };

/**
 * The whole product on this machine, with an Ashby to talk to and sample data. Starts one part after the other; what
 * has started is stopped in turn when a later one fails.
 */
export async function startProduct(keep: Keep, more?: More): Promise<void> {
  const settings = parseSettings(process.argv.slice(2), process.env);
  const { folder } = settings;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (settings.data === 'FRESH') await startOver(folder);

  const databaseUrl = settings.databaseUrl ?? (await embedded(folder, keep));
  await checkDatabase(databaseUrl);
  await migrate(databaseUrl);
  await migrateQueue(databaseUrl);

  const emulator = await startEmulator({ port: settings.emulatorPort, folder: join(folder, 'emulator'), seed }).catch(
    explainPort('HANDOFF_EMULATOR_PORT', settings.emulatorPort),
  );
  keep(emulator);
  const handoff = await startHandoff(
    await configOf(settings, { databaseUrl, emulator, urls: more?.connectorUrls ?? [] }),
    more && { connectors: more.connectors },
  ).catch(explainPort('HANDOFF_PORT', settings.port));
  keep(handoff);
  const access = await openDoor({ databaseUrl, page: handoff.url, emulator });
  await writeFile(join(folder, 'start.json'), `${JSON.stringify(access, null, 2)}\n`, { mode: 0o600 });
  process.stdout.write(welcome(access, folder));
}

async function startOver(folder: string): Promise<void> {
  await removeEmbedded(folder);
  await rm(join(folder, 'emulator'), { recursive: true, force: true });
  await rm(join(folder, 'start.json'), { force: true });
}

async function embedded(folder: string, keep: Keep): Promise<string> {
  const postgres = await startEmbedded({ folder, durability: 'DURABLE' });
  keep(postgres);
  return postgres.url;
}

type Parts = { readonly databaseUrl: string; readonly emulator: Emulator; readonly urls: readonly string[] };

async function configOf(settings: Settings, { databaseUrl, emulator, urls }: Parts) {
  return parseConfig({
    HANDOFF_LOG_LEVEL: 'warn',
    HANDOFF_API_SCHEMA: 'OPEN',
    ...process.env,
    DATABASE_URL: databaseUrl,
    HANDOFF_PORT: String(settings.port),
    HANDOFF_VAULT_KEY: process.env.HANDOFF_VAULT_KEY ?? (await ensureVaultKey(settings.folder)),
    HANDOFF_CONNECTOR_URLS: [`ashby=${emulator.url}`, ...urls].join(','),
  });
}

type Running = { readonly databaseUrl: string; readonly page: string; readonly emulator: Emulator };

/** Sample data where there is none, and today's ways in: a link for a person, a token for a script. */
async function openDoor({ databaseUrl, page, emulator }: Running) {
  const database = openDatabase(databaseUrl);
  try {
    const tenancy = tenancyOf(database);
    const owner = await ensureSampleData(tenancy, emulator);
    const account = tenancy.forAccount(owner.accountId);
    await account.apiToken.deleteMany({ where: { ...owner, name: 'pnpm start' } });
    const token = await createToken(account, { ...owner, kind: 'API', name: 'pnpm start' });
    const code = await createToken(account, { ...owner, kind: 'SIGN_IN', name: 'pnpm start' });
    const member = await account.member.findFirst({ where: { accountId: owner.accountId, role: 'MEMBER' } });
    const memberCode =
      member && (await createToken(account, { ...owner, memberId: member.id, kind: 'SIGN_IN', name: 'pnpm start' }));
    return {
      page,
      // Behind the code, what opens the emulator: the page offers to try it with the sample data.
      signIn: `${page}/sign-in#${code}&ashby.apiKey=${encodeURIComponent(emulator.apiKey)}`,
      /** As somebody who may look and not change, where the account has one. */
      signInAsMember: memberCode && `${page}/sign-in#${memberCode}`,
      graphql: `${page}/graphql`,
      token,
      emulator: emulator.url,
      emulatorApiKey: emulator.apiKey,
    };
  } finally {
    await database.$disconnect();
  }
}

type Access = Awaited<ReturnType<typeof openDoor>>;

function welcome({ page, signIn, graphql, emulator, emulatorApiKey }: Access, folder: string): string {
  return `
  Handoff is running.

  Page       ${page}
  Sign in    ${signIn}
             (opens once; start again for another)
  GraphQL    ${graphql}
  Ashby      ${emulator}   (an emulator: nothing leaves this machine)
  API key    ${emulatorApiKey}
             (paste it to connect Ashby: that is the first step)

  For scripts, with an owner's token: ${join(folder, 'start.json')}
  Stop with Ctrl-C. The data stays; --fresh starts over.

`;
}

function explainPort(setting: string, port: number): (error: unknown) => never {
  return (error) => {
    const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    throw taken ? new StartFault(`Port ${port} is taken by another program: set ${setting} to a free one.`) : error;
  };
}

/** The sentence of an expected fault; null for one that nobody foresaw. */
export function explain(error: unknown): string | null {
  const expected = error instanceof StartFault || error instanceof DatabaseFault || error instanceof ConfigError;
  return expected ? error.message : null;
}
