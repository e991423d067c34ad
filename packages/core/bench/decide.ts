/** `pnpm bench:policy`: how long a million decisions take on one core. Explanations included. */
import { decide, type Facts, nothingKnown, type Trigger } from '../src/index.ts';

const count = 1_000_000;
const targetMs = 3_000;
const modes = ['OFF', 'ON_ADDED', 'ON_REPLY'] as const;
const selections = ['INHERIT', 'NONE', 'JOB'] as const;
const triggers: readonly Trigger[] = [
  { kind: 'ADDED' },
  { kind: 'REPLIED' },
  { kind: 'RESYNC', selection: 'BULK', overrides: [] },
];
const connectedAt = new Date('2026-03-01');
const dates = [new Date('2026-02-01'), new Date('2026-03-02')] as const;

/** Every enrollment is a new object, as when rows are read. */
function enrollment(number: number): Facts {
  const at = dates[number & 1] ?? connectedAt;
  return {
    settings: {
      connectedAt,
      mode: modes[number % 3] ?? 'OFF',
      defaultJobId: 'default',
      deduplication: true,
      onDuplicate: 'HOLD',
    },
    sequence: { syncEnabled: number % 7 !== 0, jobSelection: selections[number % 5] ?? 'INHERIT', jobId: 'own' },
    enrollment: { addedAt: at, repliedAt: number % 4 === 0 ? at : null },
    contact: { email: number % 11 === 0 ? null : 'ada@b.example' },
    sync: null,
    ats: nothingKnown,
  };
}

const counts: Record<string, number> = {};
const startedAt = performance.now();
for (let number = 0; number < count; number++) {
  const trigger = triggers[number % triggers.length] ?? { kind: 'ADDED' };
  const { kind } = decide(trigger, enrollment(number));
  counts[kind] = (counts[kind] ?? 0) + 1;
}
const tookMs = Math.round(performance.now() - startedAt);
const verdict = tookMs < targetMs ? 'met' : 'MISSED';
process.stdout.write(
  `${count} decisions in ${tookMs} ms (target ${targetMs} ms: ${verdict}); ${JSON.stringify(counts)}\n`,
);
process.exitCode = tookMs < targetMs ? 0 : 1;
