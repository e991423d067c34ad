import type { Capabilities } from '../src/connector/capabilities.ts';
import type { Outcome } from '../src/connector/outcome.ts';
import type { Session } from '../src/connector/session.ts';
import type { Send } from '../src/connector/transport.ts';
import { record, recording } from './activity.ts';
import { type Audit, expectThat } from './audit.ts';
import { ada, applying, type Bench, creating, doneOf, onBench, type Sent } from './bench.ts';
import { breaking, drifted, type Fault, faults, waitS } from './faults.ts';
import type { RemoteRecords } from './rig.ts';

/** A write that can be broken on the way, and how the ATS shows that it was done. */
type Write = {
  readonly id: string;
  readonly words: string;
  readonly appliesTo: (capabilities: Capabilities) => boolean;
  /** Prepares the ATS; what comes back sends the write. */
  prepare(bench: Bench): Promise<(session: Session) => Promise<Outcome<unknown>>>;
  isDone(records: RemoteRecords): boolean;
};

const writes: readonly Write[] = [
  {
    id: 'create',
    words: 'a creation',
    appliesTo: () => true,
    async prepare(bench) {
      const command = await creating(bench);
      return (session) => session.createCandidate(command);
    },
    isDone: ({ candidates }) => candidates.length === 1,
  },
  {
    id: 'apply',
    words: 'an application',
    appliesTo: () => true,
    async prepare(bench) {
      const command = await applying(bench);
      return (session) => session.ensureApplication(command);
    },
    isDone: ({ applications }) => applications.length === 1,
  },
  {
    id: 'activity',
    words: 'an activity',
    appliesTo: ({ activity }) => activity !== 'NONE',
    async prepare({ rig, ats }) {
      const form = rig.connector.capabilities.activity === 'NATIVE' ? 'MESSAGE' : 'NOTE';
      const command = recording(await ats.addCandidate(ada), form);
      return (session) => record(session, command);
    },
    isDone: ({ activities }) => activities.length === 1,
  },
];

/** For each write and each thing that can break: whichever of its requests is hit, the outcome is the truth. */
const faultAudits = writes.flatMap((write) =>
  (Object.keys(faults) as Fault[]).map(
    (fault): Audit => ({
      id: `fault-${write.id}-${fault.toLowerCase().replaceAll('_', '-')}`,
      level: 'RESILIENCE',
      weight: 'MUST',
      title: `${write.words} during which ${faults[fault].says}`,
      appliesTo: write.appliesTo,
      async run(rig) {
        const requests = await count(write)(rig);
        for (let number = 1; number <= requests; number++) await breakAt({ write, fault, number })(rig);
      },
    }),
  ),
);

/** How many requests the write takes when nothing breaks. */
function count(write: Write): (rig: Bench['rig']) => Promise<number> {
  let requests = 0;
  const run = onBench(async (bench) => {
    const send = await write.prepare(bench);
    const { session, sent } = bench.open();
    doneOf(await send(session), `The write, ${write.words},`);
    requests = sent.length;
  });
  return async (rig) => {
    await run(rig);
    return requests;
  };
}

type Break = { readonly write: Write; readonly fault: Fault; readonly number: number };

function breakAt({ write, fault, number }: Break): (rig: Bench['rig']) => Promise<void> {
  return onBench(async (bench) => {
    const send = await write.prepare(bench);
    const { session, sent } = bench.open({ through: breaking(fault, number) });
    const outcome = await send(session);
    const done = write.isDone(await bench.ats.records());
    const where = `when its request number ${number} met ${fault}`;
    expectThat(!(isSuccess(outcome) && !done), `It said ${outcome.kind} ${where}, and the ATS had not done it.`);
    const denied = outcome.kind === 'REJECTED' || outcome.kind === 'NOT_DONE';
    expectThat(!(denied && done), `It said ${outcome.kind} ${where}, and the ATS had done it: that makes a duplicate.`);
    expectThat(outcome.kind !== 'UNKNOWN' || fault !== 'NOT_SENT', `It said UNKNOWN ${where}, and nothing had left.`);
    expectNothingAgain(sent);
    expectTold({ outcome, fault });
  });
}

function isSuccess({ kind }: Outcome<unknown>): boolean {
  return kind === 'APPLIED' || kind === 'ALREADY';
}

function expectNothingAgain(sent: readonly Sent[]): void {
  const seen = sent.map(({ request }) => `${request.method} ${request.url} ${request.body ?? ''}`);
  expectThat(new Set(seen).size === seen.length, 'It sent the same request again by itself: a session never retries.');
}

function expectTold({ outcome, fault }: { outcome: Outcome<unknown>; fault: Fault }): void {
  if (fault !== 'TOO_MANY' && fault !== 'TOO_MANY_BARE') return;
  expectThat('error' in outcome && outcome.error.code === 'RATE_LIMITED', 'HTTP 429 must be RATE_LIMITED.');
  expectThat(outcome.kind === 'NOT_DONE', `HTTP 429 means that nothing was done: NOT_DONE, not ${outcome.kind}.`);
  if (fault === 'TOO_MANY')
    expectThat(
      outcome.error.retryAfterMs === waitS * 1_000,
      `A wait of ${waitS} s must be passed on, in milliseconds.`,
    );
}

const otherAudits: readonly Audit[] = [
  resilience('drift-1', 'fields and values that nobody has heard of do not break a creation', async (bench) => {
    const command = await creating(bench);
    doneOf(
      await bench.open({ through: drifted }).session.createCandidate(command),
      'A creation whose answer has new fields and values',
    );
  }),
  resilience('drift-2', 'nor an application', async (bench) => {
    const command = await applying(bench);
    doneOf(
      await bench.open({ through: drifted }).session.ensureApplication(command),
      'An application whose answer has new fields and values',
    );
  }),
  resilience('abort-1', 'once we stop, nothing more is sent', async (bench) => {
    const command = await applying(bench);
    for (let number = 1; number <= 4; number++) {
      const { session, sent } = bench.open({ through: stopping(number) });
      await session.ensureApplication(command);
      expectThat(sent.length <= number, `It went on sending after its request number ${number} had been aborted.`);
    }
  }),
  resilience('busy-1', 'a read that met HTTP 429 is RATE_LIMITED, with the time to wait', async ({ open }) => {
    const busy = { kind: 'ANSWERED', status: 429, headers: { 'retry-after': String(waitS) }, body: '' } as const;
    const answer = await open({ through: () => async () => busy }).session.listJobs({ cursor: null, search: null });
    expectThat(!answer.ok && answer.error.code === 'RATE_LIMITED', 'A read that met HTTP 429 must be RATE_LIMITED.');
    expectThat(answer.error.retryAfterMs === waitS * 1_000, `A wait of ${waitS} s must be passed on, in milliseconds.`);
  }),
];

/** From this request on, everything is aborted. */
function stopping(from: number): (send: Send) => Send {
  return (send) => {
    let count = 0;
    return async (request) => {
      count += 1;
      return count < from ? send(request) : { kind: 'NO_ANSWER', reason: 'stopped' };
    };
  };
}

function resilience(id: string, title: string, run: (bench: Bench) => Promise<void>): Audit {
  return { id, level: 'RESILIENCE', weight: 'MUST', title, run: onBench(run) };
}

export const resilienceAudits: readonly Audit[] = [...faultAudits, ...otherAudits];
