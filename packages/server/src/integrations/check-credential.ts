import {
  type Connector,
  type Credential,
  type CredentialReport,
  credentialSchema,
  type PermissionCheck,
} from '@handoff/core';
import { atPaceOf, type OpenContext } from '../engine/open-integration.ts';
import { done, invalid, notFound, type Result, refuse, refusedByAts } from '../problem.ts';

export type CheckedCredential = {
  readonly connector: Connector;
  readonly credential: Credential;
  readonly report: CredentialReport;
};

/**
 * Parses a credential and asks the ATS about it, at the pace of the account's integration with this ATS, where there is
 * one. Keeps nothing, and repeats nothing of it in an error.
 */
export async function checkCredential(
  context: Pick<OpenContext, 'database' | 'connectors'>,
  accountId: string,
  input: { readonly connectorId: string; readonly credential?: unknown },
): Promise<Result<CheckedCredential>> {
  const { connectors, database } = context;
  const connector = connectors.find(input.connectorId);
  if (!connector) return notFound('connector', ['connectorId']);
  const parsed = credentialSchema(connector.credential.fields).safeParse(input.credential);
  if (!parsed.success) {
    const field = String(parsed.error.issues[0]?.path[0] ?? '');
    const label = connector.credential.fields.find(({ name }) => name === field)?.label ?? 'The credential';
    return invalid(`${label} is missing or not valid.`, ['credential', ...(field ? [field] : [])]);
  }
  const key = { accountId, connectorId: connector.id };
  const known = await database.integration.findUnique({ where: { accountId_connectorId: key }, select: { id: true } });
  const through = known ? atPaceOf(context, { accountId, integrationId: known.id }, connector) : undefined;
  const answer = await connectors.open(connector, parsed.data, through).check();
  if (!answer.ok) return refusedByAts(answer.error, { path: ['credential'] });
  return done({ connector, credential: parsed.data, report: answer.value });
}

/** A good key that may do too little: each missing permission is named with the features that need it (S1.1). */
export function requirePermissions({ connector, report }: CheckedCredential): Result<null> {
  const missing = missingPermissions(report);
  if (missing.length === 0) return done(null);
  const named = missing.map(({ name, requiredBy }) => `${name} (${requiredBy.join(', ').toLowerCase()})`).join('; ');
  return refuse({
    code: 'PERMISSION_MISSING',
    message: `The key is good, but ${connector.name} does not let it do everything that is needed: ${named}.`,
    path: ['credential'],
    remedy: `Add the missing permissions to the key in ${connector.name}, then try again.`,
    permissions: report.permissions,
  });
}

/** Those without which nothing works. */
export function missingPermissions({ permissions }: CredentialReport): readonly PermissionCheck[] {
  return permissions.filter(({ granted, need }) => !granted && need === 'ALWAYS');
}
