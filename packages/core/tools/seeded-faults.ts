/** Faults to put into the policy and the push, one at a time: each breaks a rule, and a test must say so. */
export type SeededFault = {
  /** The rule that breaks. */
  readonly rule: string;
  /** Under `src`. */
  readonly file: string;
  /** Found once in the file. */
  readonly find: string;
  readonly replace: string;
};

export const seededFaults: readonly SeededFault[] = [
  {
    rule: 'S1.3 T11',
    file: 'policy/organization.ts',
    find: '=> given.includes(mark))) return null',
    replace: '=> !given.includes(mark))) return null',
  },
  { rule: 'S1.5', file: 'policy/mode.ts', find: 'addedAt < settings', replace: 'addedAt <= settings' },
  { rule: 'S2.1', file: 'policy/mode.ts', find: "settings.mode !== 'OFF'", replace: "settings.mode !== 'ON_REPLY'" },
  {
    rule: 'S2.3',
    file: 'policy/mode.ts',
    find: "settings.mode !== 'ON_REPLY'",
    replace: "settings.mode === 'ON_ADDED' || true",
  },
  { rule: 'S2.3', file: 'policy/mode.ts', find: "trigger.kind === 'REPLIED' || ", replace: '' },
  {
    rule: 'S2.4 T3 T7',
    file: 'policy/mode.ts',
    find: "state.reason === 'WAITING_FOR_REPLY')",
    replace: 'state.reason.length > 0)',
  },
  { rule: 'S3.1 T12', file: 'policy/job.ts', find: 'value: settings.defaultJobId,', replace: 'value: null,' },
  {
    rule: 'S3.2',
    file: 'policy/job.ts',
    find: "value: sequence.jobId, source: 'SEQUENCE'",
    replace: "value: null, source: 'SEQUENCE'",
  },
  {
    rule: 'S3.2 NONE',
    file: 'policy/job.ts',
    find: "rule: 'S3.2', value: null",
    replace: "rule: 'S3.2', value: settings.defaultJobId",
  },
  {
    rule: 'S3.4 T1',
    file: 'policy/job.ts',
    find: "sync?.state.state !== 'SYNCED'",
    replace: "sync?.state.state === 'QUEUED'",
  },
  { rule: 'S3.4', file: 'policy/job.ts', find: 'sync.jobId === trigger.jobId', replace: 'sync.jobId !== null' },
  { rule: 'S3.5', file: 'policy/decide.ts', find: 'facts.ats.linkedTo !== null || trigger', replace: 'trigger' },
  {
    rule: 'S4.1',
    file: 'policy/mode.ts',
    find: 'if (sequence.syncEnabled) return',
    replace: 'if (!sequence.syncEnabled) return',
  },
  { rule: 'S4.3', file: 'policy/job.ts', find: "settings.mode !== 'OFF' && sequence", replace: 'sequence' },
  { rule: 'S4.3', file: 'policy/decide.ts', find: '  accountIsOn,\n  sequenceIsOn,', replace: '  sequenceIsOn,' },
  {
    rule: 'S5.1 T4',
    file: 'policy/mode.ts',
    find: "on: ['ADDED', 'REPLIED'],",
    replace: "on: ['ADDED', 'REPLIED', 'RESYNC'],",
  },
  {
    rule: 'S5.2 T9',
    file: 'policy/resync.ts',
    find: "return sync?.state.state === 'SYNCED'\n",
    replace: "return sync?.state.state === 'EXISTS'\n",
  },
  {
    rule: 'S5.3',
    file: 'policy/mode.ts',
    find: "trigger.kind === 'RESYNC' && trigger.overrides.includes(what)",
    replace: "trigger.kind === 'RESYNC'",
  },
  {
    rule: 'S5.4',
    file: 'policy/resync.ts',
    find: "trigger.selection === 'NAMED'",
    replace: 'trigger.overrides.length >= 0',
  },
  {
    rule: 'S5.4 T10',
    file: 'policy/resync.ts',
    find: "sync.code === 'CANDIDATE_GONE'",
    replace: "sync.code === 'VALIDATION'",
  },
  {
    rule: 'S5.5',
    file: 'policy/preview.ts',
    find: "CREATE: 'CREATED', LINK: 'LINKED'",
    replace: "CREATE: 'LINKED', LINK: 'CREATED'",
  },
  { rule: 'S5.6', file: 'policy/resync.ts', find: "=== 'QUEUED' || ", replace: "=== 'EXISTS' || " },
  {
    rule: 'S6.1',
    file: 'policy/duplicate.ts',
    find: 'createdAt < facts.addedAt',
    replace: 'createdAt > facts.addedAt',
  },
  { rule: 'S6.1', file: 'policy/duplicate.ts', find: "onDuplicate === 'WARN'", replace: "onDuplicate === 'HOLD'" },
  { rule: 'S6.2 T6', file: 'policy/duplicate.ts', find: 'facts.deduplication && ', replace: '' },
  {
    rule: 'S6.3',
    file: 'policy/duplicate.ts',
    find: "if (candidate === undefined) return { kind: 'CREATE' }",
    replace: "if (candidate === undefined || !facts.deduplication) return { kind: 'CREATE' }",
  },
  {
    rule: 'S6.4',
    file: 'policy/mode.ts',
    find: 'return contact.email === null',
    replace: "return contact.email === ''",
  },
  { rule: 'S6.5', file: 'policy/duplicate.ts', find: ' && !facts.createdByUs.includes(remoteId)', replace: '' },
  {
    rule: 'S6.6',
    file: 'policy/decide.ts',
    find: "ending.reason === 'WAITING_FOR_REPLY' &&",
    replace: "ending.reason === 'DISMISSED' &&",
  },
  { rule: 'S6.7', file: 'policy/duplicate.ts', find: 'others.length > 0', replace: 'others.length > 1' },
  {
    rule: 'S6.8',
    file: 'policy/duplicate.ts',
    find: "if (found === 'NOT_KNOWN') return { kind: 'LOOK_FIRST' }",
    replace: "if (found === 'NOT_KNOWN') return { kind: 'CREATE' }",
  },
  {
    rule: 'S7.1',
    file: 'policy/activity.ts',
    find: "candidate === 'LINKED' ? 'NOW' : 'ONCE_SYNCED'",
    replace: "'ONCE_SYNCED'",
  },
  {
    rule: 'S7.2 T5',
    file: 'policy/activity.ts',
    find: 'event.occurredAt < settings.connectedAt',
    replace: 'event.occurredAt > settings.connectedAt',
  },
  {
    rule: 'S7.3',
    file: 'policy/activity.ts',
    find: 'if (!settings.activityTracking)',
    replace: "if (!settings.activityTracking && candidate === 'LINKED')",
  },
  {
    rule: 'S7.4',
    file: 'policy/activity.ts',
    find: "candidate === 'LINKED' ? 'NOW' : 'ONCE_SYNCED'",
    replace: "'NOW'",
  },
  { rule: 'S7.5', file: 'policy/activity.ts', find: "kind === 'OPENED' || ", replace: '' },
  {
    rule: 'never twice: the unknown is tried again at once',
    file: 'push/candidate.ts',
    find: `if (intent.state === 'UNKNOWN') return lookedUp`,
    replace: `if (intent.state === 'CLAIMED' && intent.attempts > 9) return lookedUp`,
  },
  {
    rule: 'never twice: nobody found counts before the quarantine is over',
    file: 'push/unknown.ts',
    find: 'const leftMs = times.quarantineMs - intent.unknownForMs;',
    replace: 'const leftMs = times.firstLookMs - intent.unknownForMs;',
  },
  {
    rule: 'never twice: a silence is taken for a no',
    file: 'push/answer.ts',
    find: `move: { to: 'UNKNOWN', error: outcome.error, retryInMs: times.firstLookMs },`,
    replace: `move: { to: 'RETRY', error: outcome.error, retryInMs: times.firstLookMs },`,
  },
  {
    rule: 'never twice: an application is sent again while it is unknown',
    file: 'push/application.ts',
    find: `if (intent.state === 'UNKNOWN') return`,
    replace: `if (intent.state === 'CLAIMED' && target === null) return`,
  },
  {
    rule: 'never twice: what our own work is taken for',
    file: 'push/candidate.ts',
    find: 'const ours = found.find(({ createdAt }) => isOurs(createdAt, intent.sentAt));',
    replace: 'const ours = found.find(({ createdAt }) => !isOurs(createdAt, intent.sentAt));',
  },
  {
    rule: 'S6.8: nobody looks before a send',
    file: 'push/candidate.ts',
    find: `if (look.kind === 'NOT_YET') return { kind: 'LOOK' };`,
    replace: `if (look.kind === 'NOT_YET') return { kind: 'SEND' };`,
  },
  {
    rule: 'never lost: a late answer is thrown away',
    file: 'push/unknown.ts',
    find: `if (lateAnswer === null || lateAnswer.kind === 'DONE') return lateAnswer;`,
    replace: `if (lateAnswer === null || lateAnswer.kind === 'DONE') return null;`,
  },
  {
    rule: 'never twice: a late no of another send counts',
    file: 'push/unknown.ts',
    find: '|| lateAnswer.sentAt.getTime() !== sentAt?.getTime()) return null;',
    replace: ') return null;',
  },
  {
    rule: 'never stuck: what nobody answers is sent for ever',
    file: 'push/unknown.ts',
    find: 'if (intent.attempts < mostSends) return',
    replace: 'if (intent.attempts < Number.MAX_SAFE_INTEGER) return',
  },
  {
    rule: 'never stuck: poison is tried for ever',
    file: 'push/answer.ts',
    find: `if (failed >= mostFailures) return { move: { to: 'REJECTED', error, failures: failed }, waits: null };`,
    replace: '',
  },
  {
    rule: 'S7.5: a note is written again when nobody knows',
    file: 'push/activity.ts',
    find: `if (move.to !== 'PENDING' || tellsRepetitions(can))`,
    replace: `if (move.to !== 'PENDING' || !tellsRepetitions(can))`,
  },
  {
    rule: 'S1.4: a refused key fails the contact',
    file: 'push/answer.ts',
    find: `if (pausesIntegration(error)) return { move: { to: 'PENDING', error }, waits: error };`,
    replace: '',
  },
  {
    rule: 'never twice: an index is believed before it is complete',
    file: 'push/index-trust.ts',
    find: "index?.state === 'COMPLETE' && index.key",
    replace: 'index !== null && index.key',
  },
];
