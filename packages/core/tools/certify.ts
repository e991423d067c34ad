/** `pnpm certify <folder>`: asks a connector's rig every audit, and says which level it reaches and what is next. */
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { audits, certify, describeReport, type Rig } from '../conformance/index.ts';

const [folder = ''] = process.argv.slice(2);
const file = resolve(folder, 'test/rig.ts');
if (folder === '' || !(await stat(file).catch(() => null))) {
  process.stderr.write('Name the folder of a connector, which has test/rig.ts: pnpm certify packages/ats-…\n');
  process.exit(2);
}
const { rig } = (await import(pathToFileURL(file).href)) as { rig: Rig };
const report = await certify(rig, audits);
process.stdout.write(`${describeReport(report)}\n`);
process.exitCode = report.missing.length > 0 ? 1 : 0;
