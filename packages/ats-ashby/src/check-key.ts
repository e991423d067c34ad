import type { Answer, AtsError, CredentialReport, PermissionCheck } from '@handoff/core';
import { z } from 'zod';
import type { BodyOf, Call, Operation } from './client.ts';
import { errorOf } from './errors.ts';
import { zCandidate } from './generated/zod.gen.ts';
import {
  apiKeysWrite,
  candidatesRead,
  candidatesWrite,
  hiringProcessRead,
  jobsRead,
  organizationRead,
  type Permission,
  permissions,
} from './permissions.ts';
import type { Reply } from './reply.ts';

/** No record has it: a call that names it does nothing, but Ashby looks at the permission first. */
const nobody = '00000000-0000-0000-0000-000000000000';

/** How many of the oldest candidates are remembered: some may be merged or deleted, hardly all of them. */
const marks = 5;

/** For each permission, a call that Ashby turns down for nothing but the lack of it. */
const probes: Readonly<Record<Permission, (call: Call) => Promise<Reply>>> = {
  [candidatesRead]: probe('candidate.list', { limit: marks }),
  [candidatesWrite]: probe('application.create', { candidateId: nobody, jobId: nobody }),
  [jobsRead]: probe('job.list', { limit: 1 }),
  [hiringProcessRead]: probe('source.list', {}),
  [organizationRead]: probe('user.list', { limit: 1 }),
  [apiKeysWrite]: probe('webhook.delete', { webhookId: nobody }),
};

function probe<Name extends Operation>(operation: Name, body: BodyOf<Name>) {
  return (call: Call) => call(operation, body);
}

/**
 * Tries each permission that we use. `apiKey.info` would list them, but needs a permission of its own,
 * which a good key may lack. Ashby tells nowhere which organisation a key belongs to: its oldest
 * candidates do, since `candidate.list` begins with them.
 */
export async function checkKey(call: Call): Promise<Answer<CredentialReport>> {
  const checks: PermissionCheck[] = [];
  let organizationMarks: readonly string[] = [];
  for (const permission of permissions) {
    const reply = await probes[permission.name](call);
    const error = reply.kind === 'RESULTS' ? null : errorOf(reply, permission.name);
    if (error !== null && isNotAboutPermissions(error)) return { ok: false, error };
    if (permission.name === candidatesRead) organizationMarks = idsOf(reply);
    checks.push({ ...permission, granted: error?.code !== 'PERMISSION_MISSING' });
  }
  return { ok: true, value: { organizationMarks, organization: null, permissions: checks } };
}

const withIds = z.array(zCandidate.pick({ id: true }));

function idsOf(reply: Reply): readonly string[] {
  const found = reply.kind === 'RESULTS' ? withIds.safeParse(reply.results).data : undefined;
  return (found ?? []).map(({ id }) => id);
}

/** A refusal of the impossible record is the good news: the key got past the door. */
function isNotAboutPermissions({ code }: AtsError): boolean {
  return code !== 'PERMISSION_MISSING' && code !== 'CANDIDATE_GONE' && code !== 'JOB_NOT_OPEN' && code !== 'VALIDATION';
}
