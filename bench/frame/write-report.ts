import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { plotAsSvg } from './plot.ts';
import { plotFile } from './plot-file.ts';
import { type Measured, type Report, report } from './report.ts';
import { reportAsMarkdown } from './report-as-markdown.ts';

/** Puts a row into the report of this folder, in the place of what it said of the row before. */
export async function writeReport(folder: URL, measured: Measured): Promise<void> {
  await mkdir(folder, { recursive: true });
  const { rows: before } = await readReport(folder);
  const others = before.filter(({ number }) => number !== measured.number);
  const rows = [...others, measured].toSorted((a, b) => a.number - b.number);
  await writeFile(new URL('report.json', folder), `${JSON.stringify({ rows }, null, 2)}\n`);
  await writeFile(new URL('report.md', folder), reportAsMarkdown({ rows }));
  await writePlots(folder, measured);
}

async function readReport(folder: URL): Promise<Report> {
  const text = await readFile(new URL('report.json', folder), 'utf8').catch(() => '{ "rows": [] }');
  return report.parse(JSON.parse(text));
}

async function writePlots(folder: URL, { number, result }: Measured): Promise<void> {
  const plots = result.kind === 'MEASURED' ? result.outcome.growth : [];
  const files = plots.map((_, index) => plotFile(number, index));
  const stale = (await readdir(folder)).filter((name) => name.startsWith(plotFile(number, 0).slice(0, 3)));
  for (const name of stale) if (!files.includes(name)) await rm(new URL(name, folder));
  for (const [index, plot] of plots.entries())
    await writeFile(new URL(plotFile(number, index), folder), plotAsSvg(plot));
}
