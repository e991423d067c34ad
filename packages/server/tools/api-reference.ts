import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
  isUnionType,
} from 'graphql';

type Section = { readonly title: string; readonly text: string };

/** The schema as a page to read: what can be sent first, then what it is made of, by name. */
export function apiReference(schema: GraphQLSchema): readonly string[] {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  const operations = roots.flatMap((root) => (root ? [operationsOf(root)] : []));
  const types = Object.values(schema.getTypeMap())
    .filter((type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type))
    .filter((type) => !roots.some((root) => root === type))
    .sort((one, other) => one.name.localeCompare(other.name))
    .map((type) => typeSection(schema, type));
  return [...operations, { title: '## Types', text: '' }, ...types].map(({ title, text }) =>
    `${title}\n\n${text}`.trim(),
  );
}

function operationsOf(root: GraphQLNamedType): Section {
  const fields = isObjectType(root) ? Object.values(root.getFields()) : [];
  const text = [root.description ?? '', ...fields.map(operation)].join('\n\n');
  return { title: `## ${root.name}`, text };
}

function operation({ name, description, args, type }: GraphQLField<unknown, unknown>): string {
  return [`### \`${name}\` → \`${type}\``, description ?? '', rows(args)].filter(Boolean).join('\n\n');
}

function typeSection(schema: GraphQLSchema, type: GraphQLNamedType): Section {
  return {
    title: `### ${type.name}`,
    text: [type.description ?? '', bodyOf(schema, type)].filter(Boolean).join('\n\n'),
  };
}

function bodyOf(schema: GraphQLSchema, type: GraphQLNamedType): string {
  if (isScalarType(type)) return '';
  if (isEnumType(type)) {
    return table(type.getValues().map(({ name, description }) => [`\`${name}\``, description ?? '']));
  }
  if (isUnionType(type)) return `One of ${names(type.getTypes())}.`;
  if (isInputObjectType(type)) return rows(Object.values(type.getFields()));
  if (isInterfaceType(type)) {
    return [`Implemented by ${names(schema.getPossibleTypes(type))}.`, fieldRows(type.getFields())].join('\n\n');
  }
  return isObjectType(type) ? fieldRows(type.getFields()) : '';
}

function names(types: readonly GraphQLNamedType[]): string {
  return types.map(({ name }) => `\`${name}\``).join(', ');
}

type Named = Pick<GraphQLArgument, 'name' | 'type' | 'description'>;

function rows(inputs: readonly Named[]): string {
  return table(inputs.map(({ name, type, description }) => [`\`${name}: ${type}\``, description ?? '']));
}

function fieldRows(fields: Readonly<Record<string, GraphQLField<unknown, unknown>>>): string {
  return table(
    Object.values(fields).map(({ name, args, type, description }) => [
      `\`${name}${args.length > 0 ? `(${args.map((arg) => arg.name).join(', ')})` : ''}: ${type}\``,
      description ?? '',
    ]),
  );
}

function table(cells: readonly (readonly string[])[]): string {
  if (cells.length === 0) return '';
  return ['| | |', '| --- | --- |', ...cells.map((row) => `| ${row.join(' | ').replaceAll('\n', ' ')} |`)].join('\n');
}
