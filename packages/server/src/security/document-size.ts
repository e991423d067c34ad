import { type DocumentNode, type FragmentDefinitionNode, Kind, type SelectionSetNode, visit } from 'graphql';

/** Our own largest document has a quarter of each. */
const most = { depth: 14, aliases: 30, directives: 30, fields: 1_000 } as const;

/** How much a document says, whatever the schema. What its fragments say counts as often as they are spread. */
type Size = { readonly depth: number; readonly fields: number };
const nothing: Size = { depth: 0, fields: 0 };
type Measure = (set: SelectionSetNode, within: ReadonlySet<string>) => Size;

/** Why a document is too much to look at closer; null when it is not. Takes time in proportion to its text. */
export function objectionToSize(document: DocumentNode): string | null {
  let aliases = 0;
  let directives = 0;
  visit(document, {
    Field({ alias }) {
      if (alias) aliases++;
    },
    Directive() {
      directives++;
    },
  });
  if (aliases > most.aliases) return `The document has more than ${most.aliases} aliases.`;
  if (directives > most.directives) return `The document has more than ${most.directives} directives.`;
  const measure = measureWith(fragmentsOf(document));
  for (const definition of document.definitions) {
    if (!('selectionSet' in definition)) continue;
    const { depth, fields } = measure(definition.selectionSet, new Set());
    if (depth > most.depth) return `The document nests deeper than ${most.depth} levels, or for ever.`;
    if (fields > most.fields) return `The document asks for more than ${most.fields} fields.`;
  }
  return null;
}

export function fragmentsOf(document: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> {
  const fragments = document.definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
  return new Map(fragments.map((fragment) => [fragment.name.value, fragment]));
}

/** Each fragment is measured once, however often it is spread; one that spreads itself is endless. */
function measureWith(fragments: ReadonlyMap<string, FragmentDefinitionNode>): Measure {
  const known = new Map<string, Size>();
  const spread = (name: string, within: ReadonlySet<string>): Size => {
    if (within.has(name)) return { depth: Number.POSITIVE_INFINITY, fields: 0 };
    const fragment = fragments.get(name);
    const size = known.get(name) ?? (fragment ? measure(fragment.selectionSet, new Set([...within, name])) : nothing);
    known.set(name, size);
    return size;
  };
  const measure: Measure = (set, within) => {
    let { depth, fields } = nothing;
    for (const selection of set.selections) {
      const size =
        selection.kind === Kind.FRAGMENT_SPREAD
          ? spread(selection.name.value, within)
          : selection.selectionSet
            ? measure(selection.selectionSet, within)
            : nothing;
      const own = selection.kind === Kind.FIELD ? 1 : 0;
      depth = Math.max(depth, size.depth + own);
      fields += size.fields + own;
    }
    return { depth, fields };
  };
  return measure;
}
