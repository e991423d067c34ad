import { type Estimate, estimate, judge, type Verdict } from './estimate.ts';
import type { Figure, Outcome } from './outcome.ts';
import { plotFile } from './plot-file.ts';
import type { Measured, Report } from './report.ts';

/** The report for people: first what was promised and whether it holds, then each row with all its figures. */
export function reportAsMarkdown({ rows }: Report): string {
  const verdicts = rows.flatMap(verdictsOf);
  const met = verdicts.filter(({ verdict }) => verdict.is === 'MET').length;
  const failed = rows.filter(({ result }) => result.kind === 'FAILED').length;
  return `# Measured beside what people would use instead

Written by \`pnpm bench\`; [docs/performance.md](../../docs/performance.md) explains each figure. A figure is counted, or
timed as a ratio to a peer in the same run; no absolute time is a claim. Values are the median of the rounds, with the
lowest and the highest of them in brackets.

**${met} of ${verdicts.length} targets are met**${failed === 0 ? '' : `; ${failed} rows failed`}.

| row | what | target | measured | |
| --- | --- | --- | --- | --- |
${rows.map(summaryOf).join('\n')}

${rows.map(chapterOf).join('\n')}`;
}

function verdictsOf({ result }: Measured): readonly { figure: Figure; verdict: Verdict }[] {
  if (result.kind === 'FAILED') return [];
  return result.outcome.figures.flatMap((figure) =>
    figure.targets.map((target) => ({ figure, verdict: judge(figure, target) })),
  );
}

function summaryOf(row: Measured): string {
  if (row.result.kind === 'FAILED') return `| ${row.number} | ${row.title} | ${row.target} | | **failed** |`;
  return verdictsOf(row)
    .map(({ figure, verdict }) => {
      const { target, measured } = verdict;
      const bound = target.bound === 'AT_MOST' ? 'at most' : 'at least';
      const limit = target.times === null ? withUnit(target.limit, figure.unit) : `${target.limit} × ${target.times}`;
      const unit = target.times === null ? figure.unit : '';
      const word = verdict.is === 'MET' ? 'met' : '**missed**';
      return `| ${row.number} | ${figure.what} | ${bound} ${limit} | ${inWords(measured, unit)} | ${word} |`;
    })
    .join('\n');
}

function chapterOf(row: Measured): string {
  const { number, title, target, result, machine, at, size, tookS } = row;
  const versions = Object.entries(machine.versions).map(([name, version]) => `${name} ${version}`);
  return `## ${number}. ${title}

Target: ${target}.

${result.kind === 'FAILED' ? `**Failed.** ${result.why}\n` : figuresOf(number, result.outcome)}
<sub>${at}, ${sizes[size]}${tookS.toFixed(0)} s; ${machine.cores} cores (${machine.processor}), ${machine.memoryGb} GB, ${machine.system}, load before ${machine.load.toFixed(1)}; ${versions.join(', ')}</sub>
`;
}

const sizes = { WHOLE: '', QUICK: 'at the small size of `--quick`, ', SOAK: 'with `--soak`, ' };

function figuresOf(row: number, { figures, growth, notes }: Outcome): string {
  const lines = figures.flatMap(({ what, unit, ours, beside }) => [
    `| ${what} | **Handoff** | ${inWords(estimate(ours), unit)} |`,
    ...Object.entries(beside).map(([peer, theirs]) => `| | ${peer} | ${inWords(estimate(theirs), unit)} |`),
  ]);
  const plots = growth.map(({ title }, index) => `![${title}](${plotFile(row, index)})\n`);
  return `| figure | | |
| --- | --- | --- |
${lines.join('\n')}

${notes.map((note) => `- ${note}\n`).join('')}
${plots.join('\n')}`;
}

/** One round is a count and has no spread. */
function inWords({ median, low, high, rounds }: Estimate, unit: string): string {
  if (rounds === 1) return withUnit(median, unit);
  return `${withUnit(median, unit)} (${short(low)} to ${short(high)}, ${rounds} rounds)`;
}

function withUnit(value: number, unit: string): string {
  return unit === '' ? short(value) : `${short(value)} ${unit}`;
}

function short(value: number): string {
  return Math.abs(value) >= 1_000 ? Math.round(value).toLocaleString('en') : String(Number(value.toPrecision(3)));
}
