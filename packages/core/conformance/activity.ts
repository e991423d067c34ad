import type { RecordActivity } from '../src/connector/commands.ts';
import type { Outcome } from '../src/connector/outcome.ts';
import type { Session } from '../src/connector/session.ts';
import { type Audit, expectThat } from './audit.ts';
import { ada, type Bench, doneOf, expectError, onBench } from './bench.ts';

export function recording(candidateRemoteId: string, form: RecordActivity['form']): RecordActivity {
  return {
    key: 'activity:audit-1',
    candidateRemoteId,
    form,
    subject: 'A question',
    text: 'Would you like to talk? <b>Ada & co</b>',
    from: 'recruiter@audit.example',
    to: 'ada@audit.example',
    messageId: 'message-1@audit.example',
    threadId: 'thread-1',
    at: new Date('2026-03-02T09:00:00.000Z'),
  };
}

export async function record(session: Session, command: RecordActivity): Promise<Outcome<unknown>> {
  const outcome = await session.recordActivity?.(command);
  expectThat(outcome !== undefined, 'Activity is declared, and the session cannot record it.');
  return outcome;
}

/** What happened by email, written once (S7.5). */
export const activityAudits: readonly Audit[] = [
  push({
    id: 'activity-1',
    title: 'what happened is written to the candidate, as it was said',
    async run(bench, form) {
      const command = recording(await bench.ats.addCandidate(ada), form);
      doneOf(await record(bench.open().session, command), 'The activity');
      const { activities } = await bench.ats.records();
      const [activity] = activities;
      const isThere = activities.length === 1 && activity?.candidateRemoteId === command.candidateRemoteId;
      expectThat(isThere, 'The activity is not with its candidate.');
      expectThat(activity.text.includes(command.text), 'The text did not arrive as it was said.');
    },
  }),
  push({
    id: 'activity-2',
    title: 'the same activity twice is written once',
    also: ({ idempotencyKey, activity }) => activity === 'NATIVE' || idempotencyKey === 'SUPPORTED',
    async run(bench, form) {
      const command = recording(await bench.ats.addCandidate(ada), form);
      const { session } = bench.open();
      doneOf(await record(session, command), 'The activity');
      doneOf(await record(session, command), 'The same activity again');
      expectThat((await bench.ats.records()).activities.length === 1, 'The same activity twice was written twice.');
    },
  }),
  push({
    id: 'activity-3',
    title: 'activity of a candidate that was deleted is CANDIDATE_GONE',
    async run(bench, form) {
      const remoteId = await bench.ats.addCandidate(ada);
      await bench.ats.deleteCandidate(remoteId);
      const outcome = await record(bench.open().session, recording(remoteId, form));
      expectError(outcome, ['CANDIDATE_GONE'], 'Activity of a deleted candidate');
    },
  }),
];

type Ask = {
  readonly id: string;
  readonly title: string;
  readonly run: Run;
  readonly also?: NonNullable<Audit['appliesTo']>;
};
type Run = (bench: Bench, form: RecordActivity['form']) => Promise<void>;
function push({ id, title, run, also }: Ask): Audit {
  const inForm = (bench: Bench) =>
    run(bench, bench.rig.connector.capabilities.activity === 'NATIVE' ? 'MESSAGE' : 'NOTE');
  return {
    id,
    level: 'PUSH',
    weight: 'MUST',
    title,
    appliesTo: (capabilities) => capabilities.activity !== 'NONE' && (also?.(capabilities) ?? true),
    run: onBench(inForm),
  };
}
