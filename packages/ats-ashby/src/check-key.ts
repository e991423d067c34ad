import type { Answer, AtsError, CredentialReport, PermissionCheck } from '@handoff/core';
import type { Call } from './client.ts';
import { errorOf } from './errors.ts';
import { candidatesRead, candidatesWrite, jobsRead, type Permission } from './permissions.ts';

/** No record has it: a call that names it does nothing, but Ashby looks at the permission first. */
const nobody = '00000000-0000-0000-0000-000000000000';

type Probe = {
  readonly permission: Permission;
  readonly requiredBy: readonly string[];
  readonly operation: string;
  readonly body: Readonly<Record<string, unknown>>;
};

const probes: readonly Probe[] = [
  {
    permission: candidatesRead,
    requiredBy: ['Finding people who are in Ashby already'],
    operation: 'candidate.info',
    body: { id: nobody },
  },
  {
    permission: candidatesWrite,
    requiredBy: ['Creating candidates', 'Considering candidates for a job'],
    operation: 'application.create',
    body: { candidateId: nobody, jobId: nobody },
  },
  {
    permission: jobsRead,
    requiredBy: ['Choosing a job'],
    operation: 'job.list',
    body: { limit: 1 },
  },
];

/**
 * Tries each permission that we use. `apiKey.info` would list them, but needs a permission of its own,
 * which a good key may lack; and Ashby tells nowhere which organisation a key belongs to.
 */
export async function checkKey(call: Call): Promise<Answer<CredentialReport>> {
  const permissions: PermissionCheck[] = [];
  for (const { permission, requiredBy, operation, body } of probes) {
    const reply = await call(operation, body);
    const error = reply.kind === 'RESULTS' ? null : errorOf(reply, permission);
    if (error !== null && isNotAboutPermissions(error)) return { ok: false, error };
    permissions.push({ name: permission, granted: error?.code !== 'PERMISSION_MISSING', requiredBy });
  }
  return { ok: true, value: { organizationId: null, organization: null, permissions } };
}

/** A refusal of the impossible record is the good news: the key got past the door. */
function isNotAboutPermissions({ code }: AtsError): boolean {
  return code !== 'PERMISSION_MISSING' && code !== 'CANDIDATE_GONE' && code !== 'JOB_NOT_OPEN' && code !== 'VALIDATION';
}
