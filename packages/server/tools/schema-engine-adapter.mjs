// What the WASM engine needs of @prisma/adapter-pg beyond what it gives: catalogue types that the adapter
// refuses, scripts as a whole, and a shadow database that is not the real one.
import { createRequire } from 'node:module';
import { PrismaPg } from '@prisma/adapter-pg';
import { ColumnTypeEnum } from '@prisma/driver-adapter-utils';

const require = createRequire(import.meta.url);
// The very copy the adapter uses: its results are patched below.
export const pg = createRequire(require.resolve('@prisma/adapter-pg'))('pg');

const charType = 18;
const charArrayType = 1002;
const textType = 25;
const textArrayType = 1009;

// The adapter refuses PostgreSQL's internal "char", which the engine's catalogue queries return: such
// columns pass as text, and are marked as Character again below.
const addFields = pg.Result.prototype.addFields;
pg.Result.prototype.addFields = function (fields) {
  for (const field of fields) {
    if (field.dataTypeID === charType) {
      field.dataTypeID = textType;
      field.isChar = true;
    } else if (field.dataTypeID === charArrayType) {
      field.dataTypeID = textArrayType;
    }
  }
  return addFields.call(this, fields);
};

/** The address as the product reads it, without Prisma's own `schema`. */
export function withoutSchema(url) {
  const plain = new URL(url);
  plain.searchParams.delete('schema');
  return plain;
}

/** Runs one statement on a connection of its own. */
export async function runOnce(config, statement) {
  const client = new pg.Client(config);
  await client.connect();
  try {
    if (statement) await client.query(statement);
  } finally {
    await client.end();
  }
}

export function adapterFactory(url) {
  const config = configOf(url);
  const options = { schema: url && (new URL(url).searchParams.get('schema') ?? undefined) };
  const factory = new PrismaPg(config, options);
  const connect = factory.connect.bind(factory);
  factory.connect = async () => withChars(await connect());
  // The adapter's own version drops the shadow database while still connected to it, which PostgreSQL refuses.
  factory.connectToShadowDb = async () => {
    const database = `prisma_migrate_shadow_db_${crypto.randomUUID()}`;
    await runOnce(config, `CREATE DATABASE "${database}"`);
    const adapter = withChars(await new PrismaPg({ ...config, database }, options).connect());
    const dispose = adapter.dispose.bind(adapter);
    adapter.dispose = async () => {
      await dispose();
      await runOnce(config, `DROP DATABASE IF EXISTS "${database}" WITH (FORCE)`);
    };
    return adapter;
  };
  return factory;
}

// Separate fields, never connectionString: node-postgres lets a connectionString win over `database`, so a
// shadow database would silently be the real one.
function configOf(url) {
  const connectionString = url ? withoutSchema(url).href : 'postgres://localhost/postgres';
  const { host, port, user, password, database, ssl } = new pg.Client({ connectionString });
  return { host, port, user, password, database, ssl };
}

function withChars(adapter) {
  const { performIO, queryRaw } = adapter;
  let fields;
  // The adapter's own version splits a script at each semicolon, those inside a function's body too.
  adapter.executeScript = async (script) => {
    await adapter.client.query(script).catch((error) => adapter.onError(error));
  };
  adapter.performIO = async (...args) => {
    const result = await performIO.apply(adapter, args);
    fields = result.fields;
    return result;
  };
  adapter.queryRaw = async (query) => {
    const result = await queryRaw.call(adapter, query);
    fields?.forEach((field, column) => {
      if (!field.isChar) return;
      result.columnTypes[column] = ColumnTypeEnum.Character;
      for (const row of result.rows) if (row[column] === '') row[column] = '\0';
    });
    return result;
  };
  return adapter;
}
