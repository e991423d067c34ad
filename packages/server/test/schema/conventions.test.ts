import { readFileSync } from 'node:fs';
import {
  buildSchema,
  type GraphQLNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isNonNullType,
  isObjectType,
  isSpecifiedScalarType,
  isUnionType,
} from 'graphql';
import { expect, test } from 'vitest';
import { tokenScopes } from '../../src/security/rights.ts';

const schema = buildSchema(readFileSync(new URL('../../../../schema.graphql', import.meta.url), 'utf8'));
const types = Object.values(schema.getTypeMap()).filter(
  (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type),
);

type Part = { readonly path: string; readonly description?: string | null | undefined };

function partsOf(type: GraphQLNamedType): readonly Part[] {
  const at = (
    { name, description }: { name: string; description?: string | null | undefined },
    path = type.name,
  ): Part => ({
    path: `${path}.${name}`,
    description,
  });
  if (isEnumType(type)) return type.getValues().map((value) => at(value));
  if (isInputObjectType(type)) return Object.values(type.getFields()).map((field) => at(field));
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  return Object.values(type.getFields()).flatMap((field) => [
    at(field),
    ...field.args.map((arg) => at(arg, `${type.name}.${field.name}`)),
  ]);
}

const parts = types.flatMap((type) => [{ path: type.name, description: type.description }, ...partsOf(type)]);
const connections = types.filter(isObjectType).filter(({ name }) => name.endsWith('Connection'));

test('everything has a description that says something', () => {
  expect(parts.filter(({ description }) => (description ?? '').trim().length < 4).map(({ path }) => path)).toEqual([]);
});

test('names are cased as everywhere: types, fields, values', () => {
  expect(types.map(({ name }) => name).filter((name) => !/^[A-Z][A-Za-z0-9]*$/.test(name))).toEqual([]);
  const members = types.flatMap((type) =>
    partsOf(type).map(({ path }) => ({ type, name: path.split('.').at(-1) ?? '' })),
  );
  const odd = members.filter(
    ({ type, name }) => !(isEnumType(type) ? /^[A-Z][A-Z0-9_]*$/ : /^[a-z][A-Za-z0-9]*$/).test(name),
  );
  expect(odd).toEqual([]);
});

test('a mutation takes one input, and answers with a union of its success and of errors that are a UserError', () => {
  const userErrors = schema.getPossibleTypes(schema.getType('UserError') as never).map(({ name }) => name);
  for (const { name, args, type } of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    expect
      .soft(args.map((arg) => `${name}(${arg.name}: ${arg.type})`))
      .toEqual([expect.stringMatching(/\(input: \w+Input!\)$/)]);
    const union = isNonNullType(type) ? type.ofType : type;
    const members = isUnionType(union) ? union.getTypes().map((member) => member.name) : [];
    const successes = members.filter((member) => !userErrors.includes(member));
    expect
      .soft({ name, successes: successes.length, errors: members.length > successes.length })
      .toEqual({ name, successes: 1, errors: true });
  }
});

test('a list that can grow is a connection with nodes, edges and a count, paged from both ends', () => {
  expect(connections.length).toBeGreaterThan(0);
  for (const connection of connections) {
    expect.soft(Object.keys(connection.getFields()).sort()).toEqual(['edges', 'nodes', 'pageInfo', 'totalCount']);
  }
  for (const type of types.filter(isObjectType)) {
    for (const field of Object.values(type.getFields())) {
      if (!/Connection!?$/.test(String(field.type))) continue;
      const paging = field.args.map(({ name }) => name).filter((name) => /^(first|after|last|before)$/.test(name));
      expect.soft([field.name, paging.sort()]).toEqual([field.name, ['after', 'before', 'first', 'last']]);
    }
  }
});

const fields = types.filter(isObjectType).flatMap((type) => Object.values(type.getFields()));
const inputs = types.filter(isInputObjectType).flatMap((type) => Object.values(type.getFields()));
const isA = (type: string) => (field: { type: unknown }) => String(field.type).replace('!', '') === type;

// An item of a batch gives its times as text: one that is none is refused alone, and not the batch (S8.2).
test('a time ends in At, and what ends in At is a time', () => {
  const times = [...fields, ...inputs].filter(isA('DateTime')).map(({ name }) => name);
  expect(times.filter((name) => !/(^at|At)$/.test(name))).toEqual([]);
  expect(fields.filter(({ name }) => /(^at|[a-z]At)$/.test(name)).filter((field) => !isA('DateTime')(field))).toEqual(
    [],
  );
});

test('booleans do not negate', () => {
  const booleans = [...fields, ...inputs].filter(isA('Boolean')).map(({ name }) => name);
  expect(booleans.filter((name) => /^(no|not|without|disable|un)[A-Z]|^(disabled|hidden)$/.test(name))).toEqual([]);
});

test('every field that a request begins with says which scopes a token needs for it', () => {
  const scopes = Object.keys(tokenScopes).join('|');
  const needs = new RegExp(`needs (${scopes})( (and|or) (${scopes}))?\\.$`);
  const begin = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  const silent = begin
    .flatMap((type) => Object.values(type?.getFields() ?? {}))
    .filter(({ description }) => !needs.test(description ?? ''));
  expect(silent.map(({ name }) => name)).toEqual([]);
});
