import { type Audit, expectThat } from './audit.ts';
import { applying, type Bench, creating, doneOf, expectError, onBench } from './bench.ts';

/** One application a candidate and job (S3.5, S3.6). */
export const applicationAudits: readonly Audit[] = [
  push('apply-1', 'an application is made, and the ATS has it', async (bench) => {
    const command = await applying(bench);
    const outcome = await bench.open().session.ensureApplication(command);
    const { remoteId } = doneOf(outcome, 'The application');
    expectThat(
      outcome.kind === 'APPLIED' && remoteId !== '',
      'An application that the ATS made now is APPLIED, with its id.',
    );
    const { applications } = await bench.ats.records();
    const made = applications.filter(
      (one) => one.candidateRemoteId === command.candidateRemoteId && one.jobRemoteId === command.jobRemoteId,
    );
    expectThat(made.length === 1, `After one application the ATS has ${made.length} of this candidate for this job.`);
  }),
  push('apply-2', 'the same job twice is one application', async (bench) => {
    const command = await applying(bench);
    const { session } = bench.open();
    const first = doneOf(await session.ensureApplication(command), 'The application');
    const second = await session.ensureApplication({ ...command, key: 'application:audit-2' });
    expectThat(second.kind === 'ALREADY', `An application that is there already was ${second.kind}.`);
    expectThat(
      second.value.remoteId === first.remoteId,
      'The application that is there already came back with another id.',
    );
    const { applications } = await bench.ats.records();
    expectThat(
      applications.filter(({ jobRemoteId }) => jobRemoteId === command.jobRemoteId).length === 1,
      'The same job twice made two applications.',
    );
  }),
  push('apply-3', 'another job is another application', async (bench) => {
    const command = await applying(bench);
    const { session } = bench.open();
    doneOf(await session.ensureApplication(command), 'The application');
    const jobRemoteId = await bench.ats.addJob({ title: 'Second job', status: 'OPEN' });
    doneOf(
      await session.ensureApplication({ ...command, jobRemoteId, key: 'application:audit-2' }),
      'The second application',
    );
    expectThat(
      (await bench.ats.records()).applications.filter(({ jobRemoteId: job }) => job === jobRemoteId).length === 1,
      'The second job got no application.',
    );
  }),
  push('apply-4', 'a job that has closed is JOB_NOT_OPEN', async (bench) => {
    const command = await applying(bench);
    await bench.ats.closeJob(command.jobRemoteId);
    expectError(
      await bench.open().session.ensureApplication(command),
      ['JOB_NOT_OPEN'],
      'An application to a closed job',
    );
    const { applications } = await bench.ats.records();
    expectThat(
      applications.every(({ jobRemoteId }) => jobRemoteId !== command.jobRemoteId),
      'A closed job got an application.',
    );
  }),
  push('apply-5', 'a candidate that was deleted is CANDIDATE_GONE', async (bench) => {
    const command = await applying(bench);
    await bench.ats.deleteCandidate(command.candidateRemoteId);
    expectError(
      await bench.open().session.ensureApplication(command),
      ['CANDIDATE_GONE'],
      'An application of a deleted candidate',
    );
  }),
  push('apply-6', 'within one command, nothing is sent twice', async (bench) => {
    const command = await applying(bench);
    const { session, sent } = bench.open();
    await session.ensureApplication(command);
    const seen = sent.map(({ request }) => `${request.method} ${request.url} ${request.body ?? ''}`);
    expectThat(new Set(seen).size === seen.length, 'The same request was sent twice within one command.');
  }),
];

/** What the ATS forbids is told as such. */
export const refusalAudits: readonly Audit[] = [
  push('refused-1', 'a write with a wrong credential is AUTH_INVALID, and nothing is done', async (bench) => {
    const command = await creating(bench);
    const { session } = bench.open({ credential: bench.ats.wrongCredential });
    expectError(await session.createCandidate(command), ['AUTH_INVALID'], 'A creation with a wrong credential');
    expectThat((await bench.ats.records()).candidates.length === 0, 'A creation with a wrong credential was done.');
  }),
  push('refused-2', 'a credential that was revoked half-way is AUTH_INVALID, not an unknown outcome', async (bench) => {
    const { session } = bench.open();
    doneOf(await session.createCandidate(await creating(bench)), 'The creation before it was revoked');
    await bench.ats.revoke(bench.ats.credential);
    const next = await creating(bench, { key: 'candidate:audit-2', email: 'next@audit.example' });
    const outcome = await session.createCandidate(next);
    expectError(outcome, ['AUTH_INVALID'], 'A creation after it was revoked');
    expectThat(
      outcome.kind === 'REJECTED',
      `A creation after the credential was revoked is REJECTED, not ${outcome.kind}.`,
    );
  }),
  push('refused-3', 'a write that lacks a permission names it', async (bench) => {
    const command = await creating(bench);
    let named = 0;
    for (const { name } of bench.rig.connector.permissions) {
      const { session } = bench.open({ credential: await bench.ats.credentialWithout(name) });
      const outcome = await session.createCandidate({
        ...command,
        key: `candidate:${name}`,
        email: `without.${named}@audit.example`,
      });
      if (outcome.kind === 'APPLIED' || outcome.kind === 'ALREADY') continue;
      expectError(outcome, ['PERMISSION_MISSING'], `A creation without "${name}"`);
      expectThat(
        'error' in outcome && outcome.error.permission === name,
        `The error of a creation without "${name}" does not name it.`,
      );
      named += 1;
    }
    expectThat(
      named > 0 || bench.rig.connector.permissions.length === 0,
      'No permission is needed to create: a credential without any can write.',
    );
  }),
];

function push(id: string, title: string, run: (bench: Bench) => Promise<void>): Audit {
  return { id, level: 'PUSH', weight: 'MUST', title, run: onBench(run) };
}
