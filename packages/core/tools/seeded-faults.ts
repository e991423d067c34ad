/** Faults to put into the policy, one at a time: each breaks a rule, and a test must say so. */
export type SeededFault = {
  /** The rule that breaks. */
  readonly rule: string;
  readonly file: string;
  /** Found once in the file. */
  readonly find: string;
  readonly replace: string;
};

export const seededFaults: readonly SeededFault[] = [
  {
    rule: 'S1.3 T11',
    file: 'organization.ts',
    find: '=> given.includes(mark))) return null',
    replace: '=> !given.includes(mark))) return null',
  },
  { rule: 'S1.5', file: 'mode.ts', find: 'addedAt < settings', replace: 'addedAt <= settings' },
  { rule: 'S2.1', file: 'mode.ts', find: "settings.mode !== 'OFF'", replace: "settings.mode !== 'ON_REPLY'" },
  {
    rule: 'S2.3',
    file: 'mode.ts',
    find: "settings.mode !== 'ON_REPLY'",
    replace: "settings.mode === 'ON_ADDED' || true",
  },
  { rule: 'S2.3', file: 'mode.ts', find: "trigger.kind === 'REPLIED' || ", replace: '' },
  {
    rule: 'S2.4 T3 T7',
    file: 'mode.ts',
    find: "state.reason === 'WAITING_FOR_REPLY')",
    replace: 'state.reason.length > 0)',
  },
  { rule: 'S3.1 T12', file: 'job.ts', find: 'value: settings.defaultJobId,', replace: 'value: null,' },
  {
    rule: 'S3.2',
    file: 'job.ts',
    find: "value: sequence.jobId, source: 'SEQUENCE'",
    replace: "value: null, source: 'SEQUENCE'",
  },
  {
    rule: 'S3.2 NONE',
    file: 'job.ts',
    find: "rule: 'S3.2', value: null",
    replace: "rule: 'S3.2', value: settings.defaultJobId",
  },
  {
    rule: 'S3.4 T1',
    file: 'job.ts',
    find: "sync?.state.state !== 'SYNCED'",
    replace: "sync?.state.state === 'QUEUED'",
  },
  { rule: 'S3.4', file: 'job.ts', find: 'sync.jobId === trigger.jobId', replace: 'sync.jobId !== null' },
  { rule: 'S3.5', file: 'decide.ts', find: 'facts.ats.linkedTo !== null || trigger', replace: 'trigger' },
  {
    rule: 'S4.1',
    file: 'mode.ts',
    find: 'if (sequence.syncEnabled) return',
    replace: 'if (!sequence.syncEnabled) return',
  },
  { rule: 'S4.3', file: 'job.ts', find: "settings.mode !== 'OFF' && sequence", replace: 'sequence' },
  { rule: 'S4.3', file: 'decide.ts', find: '  accountIsOn,\n  sequenceIsOn,', replace: '  sequenceIsOn,' },
  {
    rule: 'S5.1 T4',
    file: 'mode.ts',
    find: "on: ['ADDED', 'REPLIED'],",
    replace: "on: ['ADDED', 'REPLIED', 'RESYNC'],",
  },
  {
    rule: 'S5.2 T9',
    file: 'resync.ts',
    find: "return sync?.state.state === 'SYNCED'\n",
    replace: "return sync?.state.state === 'EXISTS'\n",
  },
  {
    rule: 'S5.3',
    file: 'mode.ts',
    find: "trigger.kind === 'RESYNC' && trigger.overrides.includes(what)",
    replace: "trigger.kind === 'RESYNC'",
  },
  { rule: 'S5.4', file: 'resync.ts', find: "trigger.selection === 'NAMED'", replace: 'trigger.overrides.length >= 0' },
  {
    rule: 'S5.4 T10',
    file: 'resync.ts',
    find: "sync.code === 'CANDIDATE_GONE'",
    replace: "sync.code === 'VALIDATION'",
  },
  {
    rule: 'S5.5',
    file: 'preview.ts',
    find: "CREATE: 'CREATED', LINK: 'LINKED'",
    replace: "CREATE: 'LINKED', LINK: 'CREATED'",
  },
  { rule: 'S5.6', file: 'resync.ts', find: "=== 'QUEUED' || ", replace: "=== 'EXISTS' || " },
  { rule: 'S6.1', file: 'duplicate.ts', find: 'createdAt < facts.addedAt', replace: 'createdAt > facts.addedAt' },
  { rule: 'S6.1', file: 'duplicate.ts', find: "onDuplicate === 'WARN'", replace: "onDuplicate === 'HOLD'" },
  { rule: 'S6.2 T6', file: 'duplicate.ts', find: 'facts.deduplication && ', replace: '' },
  {
    rule: 'S6.3',
    file: 'duplicate.ts',
    find: "if (candidate === undefined) return { kind: 'CREATE' }",
    replace: "if (candidate === undefined || !facts.deduplication) return { kind: 'CREATE' }",
  },
  { rule: 'S6.4', file: 'mode.ts', find: 'return contact.email === null', replace: "return contact.email === ''" },
  { rule: 'S6.5', file: 'duplicate.ts', find: ' && !facts.createdByUs.includes(remoteId)', replace: '' },
  {
    rule: 'S6.6',
    file: 'decide.ts',
    find: "ending.reason === 'WAITING_FOR_REPLY' &&",
    replace: "ending.reason === 'DISMISSED' &&",
  },
  { rule: 'S6.7', file: 'duplicate.ts', find: 'others.length > 0', replace: 'others.length > 1' },
  {
    rule: 'S6.8',
    file: 'duplicate.ts',
    find: "if (found === 'NOT_KNOWN') return { kind: 'LOOK_FIRST' }",
    replace: "if (found === 'NOT_KNOWN') return { kind: 'CREATE' }",
  },
  {
    rule: 'S7.1',
    file: 'activity.ts',
    find: "candidate === 'LINKED' ? 'NOW' : 'ONCE_SYNCED'",
    replace: "'ONCE_SYNCED'",
  },
  {
    rule: 'S7.2 T5',
    file: 'activity.ts',
    find: 'event.occurredAt < settings.connectedAt',
    replace: 'event.occurredAt > settings.connectedAt',
  },
  {
    rule: 'S7.3',
    file: 'activity.ts',
    find: 'if (!settings.activityTracking)',
    replace: "if (!settings.activityTracking && candidate === 'LINKED')",
  },
  { rule: 'S7.4', file: 'activity.ts', find: "candidate === 'LINKED' ? 'NOW' : 'ONCE_SYNCED'", replace: "'NOW'" },
  { rule: 'S7.5', file: 'activity.ts', find: "kind === 'OPENED' || ", replace: '' },
];
