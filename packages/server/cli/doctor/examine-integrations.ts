import { type Connector, type Credential, credentialSchema, errorCodes } from '@handoff/core';
import type { CommandContext } from '../context.ts';
import { type Examine, type Finding, fault, warning } from './finding.ts';

type Row = {
  readonly accountId: string;
  readonly id: string;
  readonly connectorId: string;
  readonly status: string;
  readonly statusDetail: string | null;
  readonly sealedCredential: string | null;
};
type Found = Omit<Finding, 'subject'>;

/** Integrations whose ATS is asked side by side. */
const atOnce = 10;

export const examineIntegrations: Examine<CommandContext> = async (context) => {
  const checked = await checkIntegrations(context);
  return checked.flatMap(({ findings }) => findings);
};

export type CheckedIntegration = Pick<Row, 'accountId' | 'id' | 'connectorId' | 'status'> & {
  readonly findings: readonly Found[];
};

/** Opens each integration's key and asks its ATS whether it is good. */
export async function checkIntegrations(context: CommandContext): Promise<readonly CheckedIntegration[]> {
  const rows = await context.tenancy.acrossAccounts.integration.findMany({
    where: { status: { not: 'DISCONNECTED' } },
    orderBy: [{ accountId: 'asc' }, { id: 'asc' }],
  });
  const checked: CheckedIntegration[] = [];
  for (let from = 0; from < rows.length; from += atOnce) {
    const check = async (row: Row) => {
      const { accountId, id, connectorId, status } = row;
      return { accountId, id, connectorId, status, findings: await examineOne(context, row) };
    };
    checked.push(...(await Promise.all(rows.slice(from, from + atOnce).map(check))));
  }
  return checked;
}

async function examineOne(context: CommandContext, row: Row): Promise<readonly Found[]> {
  const name = `Integration ${row.id} (${row.connectorId})`;
  const connector = context.connectors.find(row.connectorId);
  if (!connector) return [fault(`${name} has no connector in this build.`, 'Deploy a build that has it.')];
  const credential = await openCredential(context, connector, row).catch(() => null);
  if (credential === null) {
    return [
      fault(
        `${name} has a key that HANDOFF_VAULT_KEY does not open.`,
        'Put the vault key back that sealed it (keep old ones beside the new one), or have the ATS key entered again.',
      ),
    ];
  }
  const answer = await context.connectors.open(connector, credential).check();
  if (!answer.ok) {
    const { code, message } = answer.error;
    const remedy =
      code === 'REMOTE_UNAVAILABLE'
        ? 'Check that this machine reaches the ATS (name, proxy, firewall), and HANDOFF_CONNECTOR_URLS; then wait.'
        : errorCodes[code].remedy;
    return [fault(`${name}: ${code}. ${message}`, remedy)];
  }
  return row.status === 'CONNECTED'
    ? []
    : [
        warning(
          `${name} is ${row.status}: ${row.statusDetail ?? 'no reason is kept'}.`,
          'Replace its key in the settings.',
        ),
      ];
}

/** Throws when the vault does not open it, or it is not of the connector's form. */
async function openCredential({ vault }: CommandContext, connector: Connector, row: Row): Promise<Credential> {
  const { accountId, id: integrationId, sealedCredential } = row;
  const opened = await vault.open(sealedCredential ?? '', { accountId, integrationId, field: 'credential' });
  return credentialSchema(connector.credential.fields).parse(opened);
}
