import { z } from 'zod';
import type { RecordActivity } from '../src/connector/commands.ts';
import type { Answer, Outcome } from '../src/connector/outcome.ts';
import type { CredentialReport, Session } from '../src/connector/session.ts';
import { atsError } from '../src/errors/ats-error.ts';
import { answerOf, outcomeOf } from './answers.ts';
import type { Call } from './client.ts';
import { permissions } from './permissions.ts';
import { application, jobs, me, note, people, person, personNow } from './shapes.ts';

export function openSession(call: Call) {
  return {
    check: () => check(call),
    async listJobs({ cursor, search }) {
      const query = new URLSearchParams({
        status: 'open',
        ...(cursor === null ? {} : { cursor }),
        ...(search === null ? {} : { title: search }),
      });
      return answerOf(await call({ method: 'GET', path: `/jobs?${query}` }), jobs);
    },
    async findCandidates({ emails }) {
      // Not a GET: addresses would be in the URL, and URLs end in logs.
      const found = answerOf(await call({ method: 'POST', path: '/people/search', body: { emails } }), people);
      return found.ok ? { ok: true, value: found.value.items } : found;
    },
    async getCandidate({ remoteId }) {
      const answer = answerOf(await call({ method: 'GET', path: pathOf(remoteId) }), personNow);
      const isGone = !answer.ok && answer.error.code === 'CANDIDATE_GONE';
      return isGone ? { ok: true, value: { kind: 'GONE' } } : answer;
    },
    async createCandidate({ key, name, email, jobRemoteId }) {
      if (jobRemoteId === null)
        return { kind: 'REJECTED', error: atsError('JOB_REQUIRED', 'The ATS takes nobody without a job.') };
      const body = { name, email: email.trim(), jobId: jobRemoteId };
      return outcomeOf(await call({ method: 'POST', path: '/people', body, key }), person);
    },
    async ensureApplication({ key, candidateRemoteId, jobRemoteId }) {
      const path = `${pathOf(candidateRemoteId)}/applications`;
      return outcomeOf(await call({ method: 'POST', path, body: { jobId: jobRemoteId }, key }), application);
    },
    recordActivity: (command) => addNote(call, command),
    async erase({ key, candidateRemoteId }) {
      const outcome = outcomeOf(await call({ method: 'DELETE', path: pathOf(candidateRemoteId), key }), z.null());
      const isGone = outcome.kind === 'REJECTED' && outcome.error.code === 'CANDIDATE_GONE';
      return isGone ? { kind: 'ALREADY', value: null } : outcome;
    },
  } satisfies Session;
}

/** The ATS lists the scopes of a client to whoever has it. */
async function check(call: Call): Promise<Answer<CredentialReport>> {
  const answer = answerOf(await call({ method: 'GET', path: '/me' }), me);
  if (!answer.ok) return answer;
  const { organization, scopes } = answer.value;
  const checks = permissions.map((permission) => ({ ...permission, granted: scopes.includes(permission.name) }));
  return {
    ok: true,
    value: { organizationMarks: [organization.id], organization: organization.name, permissions: checks },
  };
}

async function addNote(call: Call, command: RecordActivity): Promise<Outcome<{ readonly remoteId: string }>> {
  const { key, candidateRemoteId, text, at, from } = command;
  const body = { key, text, at: at.toISOString(), author: from };
  return outcomeOf(await call({ method: 'POST', path: `${pathOf(candidateRemoteId)}/notes`, body, key }), note);
}

function pathOf(candidateRemoteId: string): string {
  return `/people/${encodeURIComponent(candidateRemoteId)}`;
}
