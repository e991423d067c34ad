/** `pnpm soak`: kills the product some five hundred times under load, over several seeds, and judges what is left. */
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { type SoakReport, soak } from './run.ts';

const takenOverWithinMs = 20_000;

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    seeds: { type: 'string', default: '5' },
    kills: { type: 'string', default: '500' },
  },
});
const asked = z
  .object({
    seed: z.coerce.number().int(),
    seeds: z.coerce.number().int().min(1),
    kills: z.coerce.number().int().min(1),
  })
  .parse(values);

let failed = false;
for (let seed = asked.seed; seed < asked.seed + asked.seeds; seed += 1) {
  const begun = performance.now();
  const report = await soak({ seed, kills: Math.ceil(asked.kills / asked.seeds) });
  process.stdout.write(`seed ${seed}, ${Math.round((performance.now() - begun) / 1_000)} s\n${linesOf(report)}\n`);
  failed ||= !isGood(report);
}
process.exit(failed ? 1 : 0);

function isGood({ faults, naiveDuplicates, takeOverMs }: SoakReport): boolean {
  return faults.length === 0 && naiveDuplicates > 0 && percentile(takeOverMs, 99) <= takenOverWithinMs;
}

function linesOf(report: SoakReport): string {
  const { takeOverMs, faults, unknowns } = report;
  const count = (kind: string) => faults.filter((fault) => fault.includes(kind)).length;
  return [
    `${report.kills} kills, ${report.pauses} pauses, ${report.cuts} times all connections cut, ${report.restarts.length} times PostgreSQL ended; ${report.endedByThemselves} processes ended by themselves`,
    `${report.acknowledged} events acknowledged, ${report.writes} writes done by the ATS`,
    `${unknowns.produced} unknown outcomes, ${unknowns.settled} of them settled; ${report.lateAnswers} late answers kept; ${report.givenUp} shown to a person, and tried again`,
    `${takeOverMs.length} take-overs: half within ${seconds(percentile(takeOverMs, 50))}, 99 % within ${seconds(percentile(takeOverMs, 99))}, all within ${seconds(takeOverMs.at(-1) ?? 0)}`,
    `${count('times: ')} duplicates, ${count('lost: ')} lost, ${count('not settled: ')} stuck`,
    ...faults,
    `the same answers given to a flow without a protocol: ${report.naiveDuplicates} duplicates`,
  ]
    .map((line) => `  ${line}`)
    .join('\n');
}

function percentile(ascending: readonly number[], percent: number): number {
  return ascending[Math.max(0, Math.ceil((ascending.length * percent) / 100) - 1)] ?? 0;
}

function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(1)} s`;
}
