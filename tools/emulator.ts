/** `pnpm emulator <ats> [flags]`: the emulator of one ATS, as a program of its own. */
import { existsSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';

const [name = '', ...flags] = process.argv.slice(2);
const file = fileURLToPath(new URL(`../packages/ats-${name}/emulator/main.ts`, import.meta.url));
if (!/^[a-z][a-z0-9-]*$/.test(name) || !existsSync(file)) {
  process.stderr.write('Name an ATS that has an emulator: pnpm emulator ashby --help\n');
  process.exit(2);
}
process.argv = [process.execPath, file, ...flags];
await import(pathToFileURL(file).href);
