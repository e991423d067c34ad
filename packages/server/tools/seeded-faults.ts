/** Faults to put into the server, one at a time: each breaks a promise, and its witness must say so. */
type SeededFault = {
  /** The promise that breaks. */
  readonly rule: string;
  /** Under `src`. */
  readonly file: string;
  /** Found once in the file. */
  readonly find: string;
  readonly replace: string;
  /** What vitest is given to run: a file, and which of its tests. */
  readonly witness: readonly [file: string, ...only: string[]];
};

const lateAnswers = 'test/faults/late-answers.test.ts';
const kill = 'test/faults/kill.test.ts';

export const seededFaults: readonly SeededFault[] = [
  {
    rule: 'never twice: nothing is written down before a byte leaves',
    file: 'engine/sql/begin-sends.ts',
    find: `UPDATE intent i SET state = 'SENDING',`,
    replace: `UPDATE intent i SET`,
    witness: [kill, '-t', 'creates candidates'],
  },
  {
    rule: 'never lost: an event is acknowledged before it is committed',
    file: 'intake/add-contacts.ts',
    find: 'const taken = await database.$transaction((tx) => take(tx, { ...context, accountId, sequenceId, good }), {\n    timeout: 30_000,\n  });',
    replace:
      'const taken = await new Promise<Taken | null>((answer, fail) => {\n    database.$transaction(async (tx) => answer(await take(tx, { ...context, accountId, sequenceId, good }))).catch(fail);\n  });',
    witness: ['test/faults/commit.test.ts'],
  },
  {
    rule: 'never twice: what is unknown is tried again at once',
    file: 'engine/sql/claim-intents.ts',
    find: `coalesce(extract(epoch FROM now() - i.since) * 1000, 0)::float8`,
    replace: `1e12::float8`,
    witness: [lateAnswers, '-t', 'given up waiting'],
  },
  {
    rule: 'never twice: a lost answer is asked for once more by the client itself',
    file: 'engine/observed-send.ts',
    find: 'const answer = await send(request);',
    replace: `let answer = await send(request);\n      if (answer.kind !== 'ANSWERED') answer = await send(request);`,
    witness: [lateAnswers, '-t', 'given up waiting'],
  },
  {
    rule: 'never twice: an owner moves an intent in another owner’s turn',
    file: 'engine/record.ts',
    find: 'AND i.epoch = $',
    replace: 'AND 0 < $',
    witness: [lateAnswers, '-t', 'lost the lease'],
  },
  {
    rule: 'never lost: an answer that comes late is thrown away',
    file: 'engine/record.ts',
    find: 'if (evidence && !kinds.has(intentId)) await',
    replace: 'if (evidence && turn.epoch < 0 && !kinds.has(intentId)) await',
    witness: [lateAnswers, '-t', 'lost the lease'],
  },
  {
    rule: 'never stuck: nobody takes over from a dead owner',
    file: 'engine/sweep.ts',
    find: 'await queue.wake(drain);',
    replace: '',
    witness: [kill, '-t', 'creates candidates'],
  },
  {
    rule: 'never stuck: the job of a dead owner is taken for that of a living one',
    file: 'engine/sweep.ts',
    find: 'await queue.forgetDead(drain);',
    replace: '',
    witness: [kill, '-t', 'followed in time'],
  },
  {
    rule: "S7.2: a process's clock says what followed the connection",
    file: 'intake/record-email-events.ts',
    find: 'event.occurredAt ?? now',
    replace: 'event.occurredAt ?? new Date()',
    witness: ['test/faults/breaks.test.ts', '-t', 'told to one that is an hour slow'],
  },
  {
    rule: 'S8.1: an event counts as often as it comes',
    file: 'intake/sql/claim-events.ts',
    find: 'return { fresh: taken,',
    replace: 'return { fresh: new Set(ids),',
    witness: ['test/rules/s8-events.test.ts'],
  },
  {
    rule: 'S8.1: a message that came before its contact is forgotten',
    file: 'intake/sql/adopt-activity.ts',
    find: 'return adopted.map(({ eventId }) => eventId);',
    replace: 'return adopted.slice(0, 0).map(({ eventId }) => eventId);',
    witness: ['test/faults/permuted.test.ts'],
  },
  {
    rule: 'never stuck: what breaks for one contact ends the turn of all',
    file: 'engine/push.ts',
    find: 'return settleFailure(intent, poison, times);',
    replace: 'throw error;',
    witness: ['test/faults/poison.test.ts'],
  },
  {
    rule: 'never stuck: whoever is written together with one that breaks fails too',
    file: 'engine/gathered.ts',
    find: 'if (items.length === 1) return [asError(error)];',
    replace: 'if (items.length > 0) return items.map(() => asError(error));',
    witness: ['src/engine/gathered.test.ts'],
  },
  {
    rule: 'S1.3: a refusal of the old key pauses the new one',
    file: 'engine/sql/pause-integration.ts',
    find: 'AND sealed_credential = $',
    replace: `AND '' < $`,
    witness: ['test/rules/s1-credential.test.ts', '-t', 'arrives late'],
  },
  {
    rule: 'S1.4: in an outage everybody asks',
    file: 'engine/stretch.ts',
    find: `const isProven = () => lease.before === 'WENT_WELL';`,
    replace: 'const isProven = () => lease.epoch > 0;',
    witness: ['test/faults/outage.test.ts'],
  },
];
