/** `pnpm bench [row …] [--quick | --soak]`: ours beside what people would use instead, a row after the other. */
import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { attemptRow } from './frame/attempt-row.ts';
import { estimate, judge } from './frame/estimate.ts';
import type { Measured } from './frame/report.ts';
import { writeReport } from './frame/write-report.ts';

const limitsMs = { WHOLE: 360_000, QUICK: 240_000, SOAK: 1_200_000 };

const { values, positionals } = parseArgs({
  options: { quick: { type: 'boolean' }, soak: { type: 'boolean' } },
  allowPositionals: true,
});
const size = values.quick ? 'QUICK' : values.soak ? 'SOAK' : 'WHOLE';
/** What is measured in small is to see that it works, and is kept apart from what is to be read. */
const folder = new URL(values.quick ? '../.handoff/bench/' : './report/', import.meta.url);

const wanted = new Set(positionals.map(Number));
const rowsFolder = new URL('./rows/', import.meta.url);
const files = (await readdir(rowsFolder))
  .filter((name) => /^\d\d-.*\.ts$/.test(name) && (wanted.size === 0 || wanted.has(Number.parseInt(name, 10))))
  .toSorted();

const interrupt = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interrupt.abort());

for (const name of files) {
  if (interrupt.signal.aborted) break;
  process.stdout.write(`${name}\n`);
  const file = fileURLToPath(new URL(name, rowsFolder));
  try {
    const measured = await attemptRow({ file, size, withinMs: limitsMs[size], interrupted: interrupt.signal });
    say(measured);
    await writeReport(folder, measured);
  } catch (error) {
    process.stderr.write(`   The bench itself failed: ${error instanceof Error ? error.stack : error}\n`);
    process.exitCode = 1;
  }
}
process.stdout.write(`The report is ${fileURLToPath(new URL('report.md', folder))}\n`);

/** A missed target is a result and is reported; a row without one is a fault of the bench or of an answer. */
function say({ result, tookS }: Measured): void {
  const line = (text: string) => process.stdout.write(`   ${text}\n`);
  if (result.kind === 'FAILED') {
    process.exitCode = 1;
    return void line(`FAILED after ${tookS.toFixed(0)} s. ${result.why}`);
  }
  for (const figure of result.outcome.figures) {
    line(`${figure.what}: ${estimate(figure.ours).median.toPrecision(3)} ${figure.unit}`);
    for (const target of figure.targets) {
      const { is, measured } = judge(figure, target);
      const than = target.times === null ? '' : ` × ${target.times}`;
      line(`  ${is} ${measured.median.toPrecision(3)}${than}, ${target.bound} ${target.limit}`);
    }
  }
  line(`done in ${tookS.toFixed(0)} s`);
}
