import {
  type DocumentNode,
  type FieldNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  getOperationAST,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import { fragmentsOf } from './document-size.ts';

/** A page of a hundred contacts with all that the page shows of them is about a fifth of this. */
export const mostCost = 25_000;
const defaultPage = 25;

export type Asked = {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
};

/** How many objects an operation may have to load: each counts as one, and as often as the pages above it can be long. */
export function costOf({ schema, document, operationName, variables }: Asked): number {
  const operation = getOperationAST(document, operationName);
  const root = operation && schema.getRootType(operation.operation);
  if (!root) return 0;
  const fragments = fragmentsOf(document);
  const known = new Map<string, number>();
  const ofSet = (set: SelectionSetNode, type: GraphQLNamedType): number =>
    set.selections.reduce((sum, selection) => {
      if (selection.kind === Kind.FIELD) return sum + ofField(selection, type);
      if (selection.kind === Kind.FRAGMENT_SPREAD) return sum + ofFragment(selection.name.value);
      const narrowed = selection.typeCondition && schema.getType(selection.typeCondition.name.value);
      return sum + ofSet(selection.selectionSet, narrowed ?? type);
    }, 0);
  const ofFragment = (name: string): number => {
    const fragment = fragments.get(name);
    const type = fragment && schema.getType(fragment.typeCondition.name.value);
    const cost = known.get(name) ?? (fragment && type ? ofSet(fragment.selectionSet, type) : 0);
    known.set(name, cost);
    return cost;
  };
  const ofField = (node: FieldNode, parent: GraphQLNamedType): number => {
    const fielded = isObjectType(parent) || isInterfaceType(parent);
    const field = fielded ? parent.getFields()[node.name.value] : undefined;
    const type = field && getNamedType(field.type);
    if (!field || !type || !isCompositeType(type) || !node.selectionSet) return 0;
    return 1 + pageSize(field, node, variables ?? {}) * ofSet(node.selectionSet, type);
  };
  return ofSet(operation.selectionSet, root);
}

function pageSize(
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
  variables: Readonly<Record<string, unknown>>,
) {
  if (!field.args.some(({ name }) => name === 'first')) return 1;
  const asked = (node.arguments ?? []).flatMap(({ name, value }) => {
    if (name.value !== 'first' && name.value !== 'last') return [];
    if (value.kind === Kind.INT) return [Number(value.value)];
    const given = value.kind === Kind.VARIABLE ? variables[value.name.value] : undefined;
    return typeof given === 'number' ? [given] : [];
  });
  return asked.length === 0 ? defaultPage : Math.max(...asked);
}
