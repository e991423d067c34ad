/**
 * Runs Prisma's CLI where its native schema engine cannot be downloaded: `schema-engine.mjs` stands in
 * for it and answers from the WASM build of the same engine.
 */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const packageFile = createRequire(import.meta.url).resolve('prisma/package.json');
const generating = process.argv[2] === 'generate';

const { status, stdout, stderr } = spawnSync(
  process.execPath,
  [join(dirname(packageFile), 'build/index.js'), ...process.argv.slice(2)],
  {
    cwd: dirname(here),
    encoding: 'utf8',
    stdio: ['inherit', generating ? 'pipe' : 'inherit', generating ? 'pipe' : 'inherit'],
    env: {
      ...process.env,
      // The stand-in and the generators are started by name: they must meet the same Node.
      PATH: [dirname(process.execPath), join(dirname(here), 'node_modules/.bin'), process.env.PATH].join(delimiter),
      PRISMA_SCHEMA_ENGINE_BINARY: join(here, 'schema-engine.mjs'),
      CHECKPOINT_DISABLE: '1',
    },
  },
);
if (generating && status !== 0) process.stderr.write(`${stdout}${stderr}`);
process.exitCode = status ?? 1;
