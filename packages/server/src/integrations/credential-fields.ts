import { credentialHint } from '@handoff/core';
import type { Vault } from '../security/vault.ts';
import type { CheckedCredential } from './check-credential.ts';

/** A good credential as the columns of its integration: sealed, and with what the ATS said of it. */
export async function credentialFields(
  vault: Vault,
  owner: { readonly accountId: string; readonly integrationId: string },
  { connector, credential, report }: CheckedCredential,
) {
  return {
    status: 'CONNECTED' as const,
    statusDetail: null,
    resumeAt: null,
    checkedAt: new Date(),
    recheckAt: null,
    organization: report.organization,
    permissions: permissionsOf(report),
    sealedCredential: await vault.seal(credential, { ...owner, field: 'credential' }),
    credentialHint: credentialHint(connector.credential.fields, credential),
    // An organisation that has nothing yet is told from another one by what it had when it was connected.
    ...(report.organizationMarks.length > 0 ? { organizationMarks: [...report.organizationMarks] } : {}),
  };
}

export function permissionsOf({ permissions }: CheckedCredential['report']) {
  return permissions.map((permission) => ({ ...permission, requiredBy: [...permission.requiredBy] }));
}
