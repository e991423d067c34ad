import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { operations } from '../emulator/catalog.ts';

type Schema = {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly enum?: readonly unknown[];
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
};
type Operation = {
  readonly requestBody?: { content: { 'application/json': { schema: Schema } } };
  readonly responses: { '200': { content: { 'application/json': { schema: Schema } } } };
};
type Described = Readonly<Record<string, { readonly post?: Operation }>>;
type Document = { readonly paths: Described; readonly webhooks: Described };

const ours = parse(readFileSync(new URL('../openapi/ashby.yaml', import.meta.url), 'utf8')) as Document;
const file = process.env.ASHBY_OPENAPI;
const theirs = (file === undefined ? { paths: {}, webhooks: {} } : parse(readFileSync(file, 'utf8'))) as Document;
const paths = Object.keys(ours.paths);

/** All that a schema may be, seen through references and unions: its fields, its values, what it needs. */
type Shape = { fields: Map<string, Schema>; required: Set<string>; values: Set<unknown>; items: Schema[] };

function shapeOf(document: Document, schema: Schema): Shape {
  if (schema.$ref !== undefined) return shapeOf(document, resolve(document, schema.$ref));
  const shape: Shape = {
    fields: new Map(Object.entries(schema.properties ?? {})),
    required: new Set(schema.required),
    values: new Set(schema.enum),
    items: schema.items ? [schema.items] : [],
  };
  const all = (schema.allOf ?? []).map((part) => shapeOf(document, part));
  const either = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].map((part) => shapeOf(document, part));
  for (const part of [...all, ...either]) merge(shape, part);
  for (const name of [...all.flatMap(({ required }) => [...required]), ...neededInEach(either)])
    shape.required.add(name);
  return shape;
}

/** Of possibilities, only what each of them needs is needed. */
function neededInEach([first, ...others]: readonly Shape[]): readonly string[] {
  return [...(first?.required ?? [])].filter((name) => others.every(({ required }) => required.has(name)));
}

function merge(shape: Shape, part: Shape): void {
  for (const [name, field] of part.fields) {
    const before = shape.fields.get(name);
    shape.fields.set(name, before ? { anyOf: [before, field] } : field);
  }
  for (const value of part.values) shape.values.add(value);
  shape.items.push(...part.items);
}

function resolve(document: Document, ref: string): Schema {
  const steps = ref
    .split('/')
    .slice(1)
    .map((step) => decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~'));
  return steps.reduce<unknown>((at, step) => (at as Record<string, unknown>)[step], document) as Schema;
}

/** What ours says and theirs does not, or theirs needs and ours lacks. */
function differences(our: Schema, their: Schema, place: string): string[] {
  const [own, other] = [shapeOf(ours, our), shapeOf(theirs, their)];
  const unknown = [...own.fields.keys()]
    .filter((name) => !other.fields.has(name))
    .map((name) => `${place}.${name} is not theirs`);
  const lacking = [...other.required]
    .filter((name) => !own.fields.has(name))
    .map((name) => `${place}.${name} is needed`);
  const values = other.values.size === 0 ? [] : [...own.values].filter((value) => !other.values.has(value));
  const made = values.map((value) => `${place} has no value ${JSON.stringify(value)}`);
  const deeper = [...own.fields].flatMap(([name, field]) => {
    const theirField = other.fields.get(name);
    return theirField ? differences(field, theirField, `${place}.${name}`) : [];
  });
  const items = own.items.flatMap((item) =>
    other.items.flatMap((theirItem) => differences(item, theirItem, `${place}[]`)),
  );
  return [...unknown, ...lacking, ...made, ...deeper, ...items];
}

test('every operation that we describe is emulated, and none beyond', () => {
  expect([...operations.keys()].toSorted()).toEqual(paths.map((path) => path.slice(1)).toSorted());
});

describe.skipIf(file === undefined)('our description beside the vendor’s', () => {
  test.for(paths)('%s asks and answers nothing that is not theirs, and lacks nothing that they need', (path) => {
    const [our, their] = [ours.paths[path]?.post, theirs.paths[path]?.post];
    if (!our || !their) throw new Error(`The vendor has no ${path}.`);
    const content = 'application/json';
    const asked = our.requestBody?.content[content].schema ?? {};
    const theirAsked = their.requestBody?.content[content].schema ?? {};
    expect(differences(asked, theirAsked, 'request')).toEqual([]);
    expect(
      differences(
        our.responses['200'].content[content].schema,
        their.responses['200'].content[content].schema,
        'answer',
      ),
    ).toEqual([]);
  });

  test.for(Object.keys(ours.webhooks))('%s tells what they say it tells', (event) => {
    const [our, their] = [ours, theirs].map(
      ({ webhooks }) => webhooks[event]?.post?.requestBody?.content['application/json'].schema ?? {},
    );
    // It is on a page of their documentation that is about all events, and in none of their schemas.
    expect(differences(our ?? {}, their ?? {}, 'event')).toEqual(['event.webhookActionId is not theirs']);
  });

  test('a field or a value that we made up, or one that they need, is found', () => {
    const their = theirs.paths['/candidate.create']?.post?.requestBody?.content['application/json'].schema ?? {};
    expect(differences({ properties: { name: {}, nickname: {} } }, their, 'request')).toEqual([
      'request.nickname is not theirs',
    ]);
    expect(differences({ properties: { email: {} } }, their, 'request')).toEqual(['request.name is needed']);
    const job = { properties: { status: { items: { enum: ['Open', 'Paused'] } } } };
    const theirJob = theirs.paths['/job.list']?.post?.requestBody?.content['application/json'].schema ?? {};
    expect(differences(job, theirJob, 'request')).toEqual(['request.status[] has no value "Paused"']);
  });
});
