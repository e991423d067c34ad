import { z } from 'zod';
import type { Answer, Outcome } from '../src/connector/outcome.ts';
import type { CandidateRecord, JobRecord } from '../src/connector/records.ts';
import type { Session } from '../src/connector/session.ts';
import { atsError } from '../src/errors/ats-error.ts';
import { errorCodes } from '../src/errors/codes.ts';
import { type Call, failureOf, type Reply } from './client.ts';
import { permissions } from './permissions.ts';

const person = z
  .object({ id: z.string(), name: z.string(), emails: z.array(z.string()), createdAt: z.coerce.date() })
  .transform(({ id, ...rest }): CandidateRecord => ({ remoteId: id, url: null, ...rest }));
const job = z.object({ id: z.string(), title: z.string(), status: z.string() }).transform(
  ({ id, title, status }): JobRecord => ({
    remoteId: id,
    title,
    status: status === 'open' ? 'OPEN' : 'CLOSED',
    confidential: false,
  }),
);
const jobs = z.object({ items: z.array(job), next: z.string().nullable() });
const application = z
  .object({ id: z.string(), stage: z.string() })
  .transform(({ id, stage }) => ({ remoteId: id, status: stage }));
const me = z.object({ organization: z.object({ id: z.string(), name: z.string() }), scopes: z.array(z.string()) });
const withId = z.object({ id: z.string() }).transform(({ id }) => ({ remoteId: id }));

export function openSession(call: Call) {
  return {
    async check() {
      const answer = answerOf(await call({ method: 'GET', path: '/me' }), me);
      if (!answer.ok) return answer;
      const { organization, scopes } = answer.value;
      const checks = permissions.map((permission) => ({ ...permission, granted: scopes.includes(permission.name) }));
      return {
        ok: true,
        value: { organizationId: organization.id, organization: organization.name, permissions: checks },
      };
    },
    async listJobs({ cursor }) {
      return answerOf(
        await call({ method: 'GET', path: cursor === null ? '/jobs' : `/jobs?cursor=${encodeURIComponent(cursor)}` }),
        jobs,
      );
    },
    async findCandidates({ emails }) {
      const found = answerOf(
        await call({ method: 'POST', path: '/people/search', body: { emails } }),
        z.object({ items: z.array(person) }),
      );
      return found.ok ? { ok: true, value: found.value.items } : found;
    },
    async getCandidate({ remoteId }) {
      const answer = answerOf(await call({ method: 'GET', path: `/people/${encodeURIComponent(remoteId)}` }), person);
      if (answer.ok) return { ok: true, value: { kind: 'FOUND', candidate: answer.value } };
      return answer.error.code === 'CANDIDATE_GONE' ? { ok: true, value: { kind: 'GONE' } } : answer;
    },
    async createCandidate({ key, name, email, jobRemoteId }) {
      if (jobRemoteId === null)
        return { kind: 'REJECTED', error: atsError('JOB_REQUIRED', 'The ATS takes nobody without a job.') };
      return outcomeOf(
        await call({ method: 'POST', path: '/people', body: { name, email: email.trim(), jobId: jobRemoteId }, key }),
        person,
      );
    },
    async ensureApplication({ key, candidateRemoteId, jobRemoteId }) {
      const path = `/people/${encodeURIComponent(candidateRemoteId)}/applications`;
      return outcomeOf(await call({ method: 'POST', path, body: { jobId: jobRemoteId }, key }), application);
    },
    async recordActivity({ key, candidateRemoteId, text }) {
      const path = `/people/${encodeURIComponent(candidateRemoteId)}/notes`;
      return outcomeOf(await call({ method: 'POST', path, body: { text }, key }), withId);
    },
    async erase({ key, candidateRemoteId }) {
      const reply = await call({ method: 'DELETE', path: `/people/${encodeURIComponent(candidateRemoteId)}`, key });
      const outcome = outcomeOf(reply, z.null());
      return outcome.kind === 'REJECTED' && outcome.error.code === 'CANDIDATE_GONE'
        ? { kind: 'ALREADY', value: null }
        : outcome;
    },
  } satisfies Session;
}

function answerOf<T>(reply: Reply, shape: z.ZodType<T>): Answer<T> {
  const value = reply.kind === 'BODY' ? shape.safeParse(reply.body).data : undefined;
  return value === undefined ? { ok: false, error: failureOf(reply) } : { ok: true, value };
}

/** 200 says that it was so before, 201 and 204 that it is done now; what cannot be read may have been done. */
function outcomeOf<T>(reply: Reply, shape: z.ZodType<T>): Outcome<T> {
  switch (reply.kind) {
    case 'BODY': {
      const read = shape.safeParse(reply.body);
      if (!read.success) return unknown('its answer has a shape that we do not know');
      return { kind: reply.status === 200 ? 'ALREADY' : 'APPLIED', value: read.data };
    }
    case 'UNCLEAR':
      return unknown(reply.reason);
    case 'NOT_SENT':
    case 'REFUSED':
      return notDone(reply);
  }
}

/** What goes on by itself may be sent again; what a person must mend may not. */
function notDone(reply: Reply): Outcome<never> {
  const error = failureOf(reply);
  const { retry } = errorCodes[error.code];
  return { kind: retry === 'BACKOFF' || retry === 'AT_TIME' ? 'NOT_DONE' : 'REJECTED', error };
}

function unknown(reason: string): Outcome<never> {
  return { kind: 'UNKNOWN', error: atsError('OUTCOME_UNKNOWN', `The ATS did not say what became of it: ${reason}.`) };
}
