import type { Answer, AtsError, CredentialReport, PermissionCheck } from '@handoff/core';
import type { Call } from './client.ts';
import { errorOf } from './errors.ts';
import { candidatesRead, candidatesWrite, jobsRead, type Permission, permissions } from './permissions.ts';

/** No record has it: a call that names it does nothing, but Ashby looks at the permission first. */
const nobody = '00000000-0000-0000-0000-000000000000';

/** For each permission, a call that Ashby turns down for nothing but the lack of it. */
const probes: Readonly<Record<Permission, { operation: string; body: Readonly<Record<string, unknown>> }>> = {
  [candidatesRead]: { operation: 'candidate.info', body: { id: nobody } },
  [candidatesWrite]: { operation: 'application.create', body: { candidateId: nobody, jobId: nobody } },
  [jobsRead]: { operation: 'job.list', body: { limit: 1 } },
};

/**
 * Tries each permission that we use. `apiKey.info` would list them, but needs a permission of its own,
 * which a good key may lack; and Ashby tells nowhere which organisation a key belongs to.
 */
export async function checkKey(call: Call): Promise<Answer<CredentialReport>> {
  const checks: PermissionCheck[] = [];
  for (const permission of permissions) {
    const { operation, body } = probes[permission.name];
    const reply = await call(operation, body);
    const error = reply.kind === 'RESULTS' ? null : errorOf(reply, permission.name);
    if (error !== null && isNotAboutPermissions(error)) return { ok: false, error };
    checks.push({ ...permission, granted: error?.code !== 'PERMISSION_MISSING' });
  }
  return { ok: true, value: { organizationId: null, organization: null, permissions: checks } };
}

/** A refusal of the impossible record is the good news: the key got past the door. */
function isNotAboutPermissions({ code }: AtsError): boolean {
  return code !== 'PERMISSION_MISSING' && code !== 'CANDIDATE_GONE' && code !== 'JOB_NOT_OPEN' && code !== 'VALIDATION';
}
