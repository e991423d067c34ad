import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DocumentNode, Kind, parse, print, separateOperations } from 'graphql';
import ts from 'typescript';
import { formatDocument } from 'urql';

/** An operation that the page sends, whole, and as its cache asks for it. */
export type PageDocument = { readonly name: string; readonly hash: string; readonly text: string };

/** All operations in the page's sources. Their names tell them apart. */
export function pageDocuments(folder: string): readonly PageDocument[] {
  const files = globSync('**/*.{ts,tsx}', { cwd: folder }).toSorted();
  const all = parse(files.flatMap((file) => templatesIn(join(folder, file))).join('\n'));
  const operations = Object.entries(separateOperations(all));
  if (operations.length !== all.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION).length) {
    throw new Error('Two operations of the page have the same name, or one has none.');
  }
  return operations.map(([name, document]) => documentOf(name, document));
}

function documentOf(name: string, document: DocumentNode): PageDocument {
  // A document still; urql spells its type otherwise.
  const formatted: unknown = formatDocument(document);
  const text = print(formatted as DocumentNode);
  return { name, text, hash: createHash('sha256').update(text).digest('hex') };
}

/** What stands in the calls of `graphql` in a source file. */
function templatesIn(path: string): readonly string[] {
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const [template] = ts.isCallExpression(node) && isGraphql(node.expression) ? node.arguments : [];
    if (template && ts.isNoSubstitutionTemplateLiteral(template)) found.push(template.text);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function isGraphql(callee: ts.Node): boolean {
  return ts.isIdentifier(callee) && callee.text === 'graphql';
}
