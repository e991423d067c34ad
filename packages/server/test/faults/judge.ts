import type { JournalEntry } from '@handoff/ats-ashby/emulator';
import { z } from 'zod';

/** What the outreach tool was told has been taken, and what must come of it. */
export type Acknowledged = {
  readonly email: string;
  readonly wants: 'CANDIDATE' | 'CANDIDATE_AND_APPLICATION';
  /** What was written to them, by its subject. */
  readonly messages?: readonly string[];
};

/** Where each hand-over, and each message, stands in our database, by address. */
export type Standing = {
  readonly email: string;
  readonly of: 'HAND_OVER' | 'MESSAGE';
  readonly state: string;
  /** Why it has failed. */
  readonly code: string | null;
};

export type Evidence = {
  readonly journal: readonly JournalEntry[];
  readonly acknowledged: readonly Acknowledged[];
  readonly standing: readonly Standing[];
  /** Candidates that were in the ATS before we came: their addresses by remote id. */
  readonly before: ReadonlyMap<string, string>;
};

const created = z.object({ email: z.string() });
const applied = z.object({ candidateId: z.string(), jobId: z.string() });
const written = z.object({ candidateId: z.string(), subject: z.string() });

/**
 * Says what was promised and did not hold, from three witnesses alone: what the ATS was asked and did,
 * what we acknowledged, and where we say it stands. No fault means: nobody twice, nobody lost, nobody
 * stuck.
 */
export function faultsFound(evidence: Evidence): readonly string[] {
  const done = evidence.journal.filter(({ outcome }) => outcome.success);
  const candidates = [...existing(evidence), ...creations(done)];
  const applications = entriesOf(done, 'application.create', applied);
  const messages = entriesOf(done, 'candidate.addEmailMessage', written);
  const emailOf = new Map(candidates.map(({ id, email }) => [id, email]));
  return [
    ...repeated(candidates.map(({ email }) => `candidate ${email}`)),
    ...repeated(applications.map(({ value }) => `application ${emailOf.get(value.candidateId)} for ${value.jobId}`)),
    ...repeated(messages.map(({ value }) => `message ${messageTo(value, emailOf)}`)),
    ...lost(evidence, {
      emails: new Set(emailOf.values()),
      applicants: applicants(applications, emailOf),
      messages: new Set(messages.map(({ value }) => messageTo(value, emailOf))),
    }),
    ...stuck(evidence.standing),
  ];
}

function existing({ before }: Evidence): { id: string; email: string }[] {
  return [...before].map(([id, email]) => ({ id, email }));
}

function creations(done: readonly JournalEntry[]): { id: string; email: string }[] {
  return entriesOf(done, 'candidate.create', created).map(({ id, value }) => ({ id, email: value.email }));
}

function entriesOf<T>(journal: readonly JournalEntry[], operation: string, shape: z.ZodType<T>) {
  return journal
    .filter((entry) => entry.operation === operation)
    .map(({ request, outcome }) => ({ id: outcome.id ?? '', value: shape.parse(request) }));
}

function applicants(
  applications: readonly { value: { candidateId: string } }[],
  emailOf: ReadonlyMap<string, string>,
): ReadonlySet<string> {
  return new Set(applications.map(({ value }) => emailOf.get(value.candidateId) ?? ''));
}

function messageTo({ candidateId, subject }: z.output<typeof written>, emailOf: ReadonlyMap<string, string>): string {
  return `"${subject}" to ${emailOf.get(candidateId)}`;
}

function repeated(names: readonly string[]): string[] {
  const counts = Map.groupBy(names, (name) => name);
  return [...counts].filter(([, all]) => all.length > 1).map(([name, all]) => `${all.length} times: ${name}`);
}

type Known = Readonly<Record<'emails' | 'applicants' | 'messages', ReadonlySet<string>>>;

function lost({ acknowledged }: Evidence, known: Known): string[] {
  return acknowledged.flatMap(({ email, wants, messages = [] }) => {
    if (!known.emails.has(email)) return [`lost: ${email} is no candidate`];
    const unapplied = wants === 'CANDIDATE_AND_APPLICATION' && !known.applicants.has(email);
    const unwritten = messages.map((subject) => `"${subject}" to ${email}`).filter((name) => !known.messages.has(name));
    return [
      ...(unapplied ? [`lost: ${email} has no application`] : []),
      ...unwritten.map((name) => `lost: the message ${name}`),
    ];
  });
}

function stuck(standing: readonly Standing[]): string[] {
  return standing
    .filter(({ state }) => state !== 'SYNCED')
    .map((left) => `not settled: ${left.of} of ${left.email} is ${[left.state, left.code].filter(Boolean).join(', ')}`);
}
