/** `pnpm certify <package>`: asks a connector's rig every audit, and says which level it reaches and what is next. */
import { stat } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { audits, certify, describeReport, type Rig } from '../conformance/index.ts';

const packages = fileURLToPath(new URL('../..', import.meta.url));
const [name = ''] = process.argv.slice(2);
const file = `${packages}${name}/test/rig.ts`;
if (!/^[a-z0-9-]+$/.test(name) || !(await stat(file).catch(() => null))) {
  process.stderr.write(`Name a package that has test/rig.ts, such as: pnpm certify ats-ashby\n`);
  process.exit(2);
}
const { rig } = (await import(pathToFileURL(file).href)) as { rig: Rig };
const report = await certify(rig, audits);
process.stdout.write(`${describeReport(report)}\n`);
process.exitCode = report.missing.length > 0 ? 1 : 0;
