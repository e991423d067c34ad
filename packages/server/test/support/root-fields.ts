/** Where a request may begin, enumerated from the schema, and what a client could plausibly send there. */
import {
  doTypesOverlap,
  type GraphQLArgument,
  GraphQLID,
  type GraphQLInputType,
  type GraphQLOutputType,
  getNamedType,
  getNullableType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
} from 'graphql';
import { schema } from '../../src/graphql/schema.ts';

export type RootField = {
  readonly operation: 'query' | 'mutation' | 'subscription';
  readonly name: string;
  readonly args: readonly GraphQLArgument[];
  readonly type: GraphQLOutputType;
};

const roots = [
  ['query', schema.getQueryType()],
  ['mutation', schema.getMutationType()],
  ['subscription', schema.getSubscriptionType()],
] as const;

export const rootFields: readonly RootField[] = roots.flatMap(([operation, root]) =>
  Object.values(root?.getFields() ?? {}).map(({ name, args, type }) => ({ operation, name, args, type })),
);

/** The kinds of things that have ids. */
export const kinds: readonly string[] = idKinds();

function idKinds(): readonly string[] {
  const node = schema.getType('Node');
  return isInterfaceType(node) ? schema.getPossibleTypes(node).map(({ name }) => name) : [];
}

/** By the argument's name; what is only called an id may be of anything. */
export function kindsAt({ name: field }: RootField, path: string): readonly string[] {
  const name = path.split('.').at(-1) ?? '';
  const known = { runId: 'ResyncRun', tokenId: 'ApiToken', defaultJobId: 'Job' }[name];
  const kind = known ?? kinds.find((one) => name.toLowerCase().startsWith(one.toLowerCase()));
  if (kind) return [kind];
  return field === 'node' ? kinds : field === 'resyncRunUpdated' ? ['ResyncRun'] : ['Integration'];
}

/** What goes where, by dotted paths through arguments and inputs. */
export type Filling = {
  /** What is given beside all that must be. */
  gives(path: string): boolean;
  idAt(path: string): string;
};

export function requestFor({ operation, name, args, type }: RootField, filling: Filling) {
  const used = args.filter((arg) => isNonNullType(arg.type) || filling.gives(arg.name));
  const inBrackets = (all: readonly string[]) => (all.length > 0 ? `(${all.join(', ')})` : '');
  const declared = inBrackets(used.map((arg) => `$${arg.name}: ${arg.type}`));
  const passed = inBrackets(used.map((arg) => `${arg.name}: $${arg.name}`));
  return {
    query: `${operation} Q${declared} { ${name}${passed} ${selectionOf(type)} }`,
    variables: Object.fromEntries(used.map((arg) => [arg.name, valueFor(arg.type, arg.name, filling)])),
  };
}

/** A value of this type, with something plausible everywhere. */
function valueFor(type: GraphQLInputType, path: string, filling: Filling): unknown {
  const nullable = getNullableType(type);
  if (isListType(nullable)) return [valueFor(nullable.ofType, path, filling)];
  if (isInputObjectType(nullable)) {
    const given = Object.values(nullable.getFields())
      .map((field) => ({ ...field, at: `${path}.${field.name}` }))
      .filter((field) => isNonNullType(field.type) || filling.gives(field.at));
    return Object.fromEntries(given.map((field) => [field.name, valueFor(field.type, field.at, filling)]));
  }
  if (nullable === GraphQLID) return isConnectors(path) ? 'ashby' : filling.idAt(path);
  if (isEnumType(nullable)) return nullable.getValues()[0]?.name;
  return plain[getNamedType(nullable).name] ?? 'x';
}

const plain: Readonly<Record<string, unknown>> = {
  Int: 1,
  Boolean: true,
  DateTime: '2027-01-01T00:00:00Z',
  JSON: { apiKey: 'x'.repeat(40) },
};

/** A connector's id is nobody's. */
export function isConnectors(path: string): boolean {
  return path.split('.').at(-1) === 'connectorId';
}

/** Fragments on what the type can never be would be refused. */
function selectionOf(type: GraphQLOutputType): string {
  const named = getNamedType(type);
  if (!isCompositeType(named)) return '';
  const fragments = [
    ['UserError', 'code message path'],
    ['Node', 'id'],
  ].flatMap(([on = '', fields]) => {
    const other = schema.getType(on);
    return isCompositeType(other) && doTypesOverlap(schema, named, other) ? [`... on ${on} { ${fields} }`] : [];
  });
  return `{ __typename ${fragments.join(' ')} }`;
}
