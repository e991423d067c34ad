#!/usr/bin/env node
// Stands in for Prisma's native `schema-engine` binary: same JSON-RPC over stdio, answered by the
// WASM build of the very same engine (@prisma/schema-engine-wasm) through @prisma/adapter-pg.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import * as bg from '@prisma/schema-engine-wasm/schema_engine_bg';

const require = createRequire(import.meta.url);
const pg = createRequire(require.resolve('@prisma/adapter-pg'))('pg'); // the very copy the adapter uses
const wasmPath = require.resolve('@prisma/schema-engine-wasm/schema_engine_bg').replace(/\.js$/, '.wasm');
const { instance } = await WebAssembly.instantiate(readFileSync(wasmPath), { './schema_engine_bg.js': bg });
bg.__wbg_set_wasm(instance.exports);
instance.exports.__wbindgen_start();
globalThis.PRISMA_WASM_PANIC_REGISTRY = { set_message(_m) {} };

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
if (values.version) {
  process.exit(0);
}

const url = values.datasource ? JSON.parse(values.datasource).url : undefined;
const cfg = (u) => {
  const x = new URL(u);
  x.searchParams.delete('schema');
  return x;
};
const schemaOf = (u) => new URL(u).searchParams.get('schema') ?? undefined;
const logErr = (_code, _message) => {};

async function createDatabase(u) {
  const x = cfg(u);
  const name = decodeURIComponent(x.pathname.slice(1));
  x.pathname = '/postgres';
  const c = new pg.Client({ connectionString: x.href });
  await c.connect();
  try {
    await c.query(`CREATE DATABASE ${c.escapeIdentifier(name)}`);
  } finally {
    await c.end();
  }
  return { databaseName: name };
}
if (positionals[0] === 'cli') {
  try {
    if (positionals[1] === 'create-database') await createDatabase(url);
    else {
      const c = new pg.Client({ connectionString: cfg(url).href });
      await c.connect();
      await c.end();
    }
    process.exit(0);
  } catch (e) {
    logErr(
      e.code === '3D000' ? 'P1003' : 'P1001',
      e.code === '3D000' ? 'Database does not exist' : `Can't reach database server: ${e.message}`,
    );
    process.exit(1);
  }
}
const datamodels = values.datamodels?.map((f) => [f, readFileSync(f, 'utf8')]);
// adapter-pg refuses PostgreSQL's internal "char" type (oid 18), which the engine's catalogue queries
// return: let those columns pass as text, then mark them as Character.
const addFields = pg.Result.prototype.addFields;
pg.Result.prototype.addFields = function (fields) {
  for (const f of fields)
    if (f.dataTypeID === 18) {
      f.dataTypeID = 25;
      f.isChar = true;
    } else if (f.dataTypeID === 1002) f.dataTypeID = 1009;
  return addFields.call(this, fields);
};
function withChars(adapter) {
  const { performIO, queryRaw } = adapter;
  let last;
  adapter.performIO = async (...a) => {
    const r = await performIO.apply(adapter, a);
    last = r.fields;
    return r;
  };
  adapter.queryRaw = async (q) => {
    const r = await queryRaw.call(adapter, q);
    last?.forEach((f, i) => {
      if (f.isChar) {
        r.columnTypes[i] = ColumnTypeEnum.Character;
        for (const row of r.rows) if (row[i] === '') row[i] = '\0';
      }
    });
    return r;
  };
  return adapter;
}
function factory(connectionString, options) {
  // Separate fields, never connectionString: node-postgres lets a connectionString win over `database`,
  // so a shadow database would silently be the real one.
  const u = new URL(connectionString ?? 'postgres://localhost/postgres');
  const config = {
    host: u.hostname,
    port: Number(u.port || 5432),
    user: decodeURIComponent(u.username) || undefined,
    password: decodeURIComponent(u.password) || undefined,
    database: decodeURIComponent(u.pathname.slice(1)),
    ssl: /require|verify/.test(u.searchParams.get('sslmode') ?? '') ? {} : undefined,
  };
  const f = new PrismaPg(config, options);
  const connect = f.connect.bind(f);
  f.connect = async () => withChars(await connect());
  // The adapter's own version drops the shadow database while still connected to it, which PostgreSQL refuses.
  f.connectToShadowDb = async () => {
    const database = `prisma_migrate_shadow_db_${crypto.randomUUID()}`;
    const admin = async (sql) => {
      const c = new pg.Client(config);
      await c.connect();
      try {
        await c.query(sql);
      } finally {
        await c.end();
      }
    };
    await admin(`CREATE DATABASE "${database}"`);
    const adapter = withChars(await new PrismaPg({ ...config, database }, options).connect());
    const dispose = adapter.dispose.bind(adapter);
    adapter.dispose = async () => {
      await dispose();
      await admin(`DROP DATABASE IF EXISTS "${database}" WITH (FORCE)`);
    };
    return adapter;
  };
  return f;
}
let enginePromise;
const engine = () =>
  (enginePromise ??= bg.SchemaEngine.new(
    { datamodels },
    () => {},
    bindMigrationAwareSqlAdapterFactory(factory(url && cfg(url).href, { schema: url && schemaOf(url) })),
  ));

async function call(method, params) {
  switch (method) {
    case 'createDatabase':
      return createDatabase(params.datasource?.url ?? url);
    case 'getDatabaseVersion':
      return (await engine()).version(params);
    case 'diff': {
      const r = await (await engine()).diff(params);
      if (r.stdout) {
        process.stdout.write(
          `${JSON.stringify({ jsonrpc: '2.0', method: 'print', id: 1, params: { content: r.stdout } })}\n`,
        );
      }
      return { exitCode: r.exitCode, stdout: null };
    }
    default:
      return (await (await engine())[method](params)) ?? {};
  }
}
let queue = Promise.resolve();
const rl = createInterface({ input: process.stdin });
rl.on('line', (line) => {
  const m = JSON.parse(line);
  if (!m.method) return;
  queue = queue.then(async () => {
    try {
      process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', id: m.id, result: await call(m.method, m.params) })}\n`);
    } catch (e) {
      const msg = e?.message ?? String(e);
      process.stdout.write(
        `${JSON.stringify({ jsonrpc: '2.0', id: m.id, error: { code: 4466, message: 'An error happened. Check the data field for details.', data: { is_panic: false, message: msg, meta: e?.meta ?? null, error_code: e?.code ?? null } } })}\n`,
      );
    }
  });
});
rl.on('close', () => queue.then(() => process.exit(0)));
