#!/usr/bin/env node
// Stands in for Prisma's native `schema-engine`: the same JSON-RPC over stdio, answered by the WASM build of
// the very same engine (@prisma/schema-engine-wasm) through @prisma/adapter-pg.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import * as wasm from '@prisma/schema-engine-wasm/schema_engine_bg';
import { adapterFactory, pg, runOnce, withoutSchema } from './schema-engine-adapter.mjs';

const require = createRequire(import.meta.url);
const wasmPath = require.resolve('@prisma/schema-engine-wasm/schema_engine_bg').replace(/\.js$/, '.wasm');
const { instance } = await WebAssembly.instantiate(readFileSync(wasmPath), { './schema_engine_bg.js': wasm });
wasm.__wbg_set_wasm(instance.exports);
instance.exports.__wbindgen_start();
globalThis.PRISMA_WASM_PANIC_REGISTRY = { set_message: (message) => process.stderr.write(`PANIC ${message}\n`) };

const { values, positionals } = parseArgs({
  strict: false,
  allowPositionals: true,
  options: {
    datamodels: { type: 'string', multiple: true },
    datasource: { type: 'string' },
    'enabled-preview-features': { type: 'string' },
    'extension-types': { type: 'string' },
    version: { type: 'boolean' },
  },
});
const url = values.datasource ? JSON.parse(values.datasource).url : undefined;

if (values.version) {
  process.stdout.write(`schema-engine-cli ${wasm.version()}\n`);
} else if (positionals[0] === 'cli') {
  await runCommand(positionals[1]);
} else {
  serve();
}

/** The native engine's command line: its caller reads the exit code, and the last line of stderr as a log entry. */
async function runCommand(command) {
  try {
    if (command === 'create-database') await createDatabase(url);
    else await runOnce({ connectionString: withoutSchema(url).href });
  } catch (error) {
    const missing = error.code === '3D000';
    logError(
      missing
        ? { code: 'P1003', message: 'Database does not exist' }
        : { code: 'P1001', message: `Can't reach database server: ${error.message}` },
    );
    process.exitCode = 1;
  }
}

function logError({ code, message }) {
  const entry = {
    level: 'ERROR',
    target: 'schema_engine::logger',
    timestamp: new Date().toISOString(),
    fields: { message, error_code: code, is_panic: false },
  };
  process.stderr.write(`\n${JSON.stringify(entry)}\n`);
}

async function createDatabase(address) {
  const plain = withoutSchema(address);
  const databaseName = decodeURIComponent(plain.pathname.slice(1));
  plain.pathname = '/postgres';
  await runOnce({ connectionString: plain.href }, `CREATE DATABASE ${pg.escapeIdentifier(databaseName)}`);
  return { databaseName };
}

function serve() {
  const datamodels = values.datamodels?.map((file) => [file, readFileSync(file, 'utf8')]);
  let starting;
  const engine = () => {
    const factory = bindMigrationAwareSqlAdapterFactory(adapterFactory(url));
    starting ??= wasm.SchemaEngine.new({ datamodels }, () => {}, factory);
    return starting;
  };
  const lines = createInterface({ input: process.stdin });
  // One call after the other, as the native engine does.
  let queue = Promise.resolve();
  lines.on('line', (line) => {
    const { id, method, params } = JSON.parse(line);
    if (!method) return;
    queue = queue.then(() =>
      call(engine, { method, params }).then(
        (result) => send({ id, result }),
        (error) => send({ id, error: rpcError(error) }),
      ),
    );
  });
  lines.on('close', () => queue.then(() => process.exit(0)));
}

async function call(engine, { method, params }) {
  switch (method) {
    case 'createDatabase':
      return createDatabase(params.datasource?.url ?? url);
    case 'getDatabaseVersion':
      return (await engine()).version(params);
    case 'diff': {
      const { stdout, exitCode } = await (await engine()).diff(params);
      if (stdout) send({ method: 'print', id: 1, params: { content: stdout } });
      return { exitCode, stdout: null };
    }
    default:
      return (await (await engine())[method](params)) ?? {};
  }
}

function rpcError(error) {
  const message = error?.message ?? String(error);
  return {
    code: 4466,
    message: 'An error happened. Check the data field for details.',
    data: { is_panic: false, message, meta: error?.meta ?? null, error_code: error?.code ?? null },
  };
}

function send(message) {
  process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
}
