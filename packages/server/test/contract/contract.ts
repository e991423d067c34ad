import { readFileSync } from 'node:fs';
import { type DocumentNode, Kind, parse, print, visit } from 'graphql';

const contract = parse(readFileSync(new URL('./operations.graphql', import.meta.url), 'utf8'));

/** What the contract's operations are called. */
export const operationNames: readonly string[] = contract.definitions.flatMap((one) =>
  one.kind === Kind.OPERATION_DEFINITION && one.name ? one.name.value : [],
);

/** One of the documents that frontend teams send, as it is written, with the fragments that it names. */
function operationNamed(name: string): DocumentNode {
  const operation = contract.definitions.find(
    (one) => one.kind === Kind.OPERATION_DEFINITION && one.name?.value === name,
  );
  if (!operation) throw new Error(`The contract has no operation ${name}.`);
  const names = new Set<string>();
  const collect = (node: typeof operation) => {
    visit(node, {
      FragmentSpread({ name: { value } }) {
        if (names.has(value)) return;
        names.add(value);
        const fragment = contract.definitions.find(
          (one) => one.kind === Kind.FRAGMENT_DEFINITION && one.name.value === value,
        );
        if (fragment) collect(fragment);
      },
    });
  };
  collect(operation);
  const fragments = contract.definitions.filter(
    (one) => one.kind === Kind.FRAGMENT_DEFINITION && names.has(one.name.value),
  );
  return { kind: Kind.DOCUMENT, definitions: [operation, ...fragments] };
}

/** The same, as it goes over the wire. */
export function textOf(name: string): string {
  return print(operationNamed(name));
}
