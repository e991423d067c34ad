import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { DCLinter } from 'dclint';
import { validate } from 'dockerfile-utils';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';

const root = new URL('../../../../', import.meta.url);
const read = (name: string) => readFile(new URL(name, root), 'utf8');

test('the Dockerfile passes the linter of the Docker language server', async () => {
  const messages = validate(await read('Dockerfile'));
  expect(messages.map(({ range, message }) => `${range.start.line + 1}: ${message}`)).toEqual([]);
});

const linted = z.tuple([z.object({ messages: z.array(z.object({ line: z.number(), message: z.string() })) })]);

test('compose.yaml is of the Compose specification, and passes its linter', () => {
  const linter = new DCLinter({
    rules: {
      // Order is for the reader: what is needed first comes first.
      'service-keys-order': 0,
      'services-alphabetical-order': 0,
      'require-quotes-in-ports': [1, { quoteType: 'double' }],
    },
    quiet: true,
    debug: false,
    exclude: [],
  });
  const [{ messages }] = linted.parse(linter.lintFiles([fileURLToPath(new URL('compose.yaml', root))], false));
  expect(messages.map(({ line, message }) => `${line}: ${message}`)).toEqual([]);
});

const manifest = z.looseObject({ apiVersion: z.string(), kind: z.string() });

/**
 * What the compiler says of manifests written as literals of the types made from Kubernetes' own OpenAPI: unlike the
 * schemas, these refuse a key that does not exist.
 */
function misfits(manifests: readonly z.infer<typeof manifest>[]): readonly string[] {
  const name = fileURLToPath(new URL('manifests.ts', import.meta.url));
  const text = manifests.map((value) => {
    const type = `import('kubernetes-models/${value.apiVersion}/${value.kind}').I${value.kind}`;
    return `(${JSON.stringify(value)}) satisfies ${type};`;
  });
  const options = { module: ts.ModuleKind.NodeNext, strict: true, noEmit: true, skipLibCheck: true, types: [] };
  const host = ts.createCompilerHost(options);
  const { getSourceFile } = host;
  host.getSourceFile = (file, language) =>
    file === name ? ts.createSourceFile(file, text.join('\n'), language) : getSourceFile(file, language);
  const program = ts.createProgram([name], options, host);
  return ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

test('ops/kubernetes.yaml is of the types of the Kubernetes API, key by key', async () => {
  const documents = parseAllDocuments(await read('ops/kubernetes.yaml'));
  expect(documents.flatMap(({ errors }) => errors)).toEqual([]);
  expect(misfits(documents.map((document) => manifest.parse(document.toJS())))).toEqual([]);
});
