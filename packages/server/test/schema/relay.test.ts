import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const schema = fileURLToPath(new URL('../../../../schema.graphql', import.meta.url));
const compiler = fileURLToPath(import.meta.resolve('relay-compiler/cli.js'));

test('Relay compiles against the schema: a paged list, an object by its id, a mutation, a subscription', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'relay-'));
  try {
    await copyFile(schema, join(folder, 'schema.graphql'));
    await writeFile(join(folder, 'page.js'), page);
    const config = {
      src: '.',
      schema: './schema.graphql',
      language: 'javascript',
      artifactDirectory: './made',
      eagerEsModules: true,
    };
    await writeFile(join(folder, 'relay.config.json'), JSON.stringify(config));
    await mkdir(join(folder, 'made'));
    await promisify(execFile)(process.execPath, [compiler, 'relay.config.json'], { cwd: folder });
    expect((await readdir(join(folder, 'made'))).length).toBeGreaterThan(4);
  } finally {
    await rm(folder, { recursive: true });
  }
});

const page = `import { graphql } from 'relay-runtime';
graphql\`
  fragment page_contacts on Query @refetchable(queryName: "pageContactsQuery")
  @argumentDefinitions(count: { type: "Int", defaultValue: 25 }, cursor: { type: "String" }) {
    contacts(first: $count, after: $cursor) @connection(key: "page_contacts") { edges { node { id name email } } }
  }\`;
graphql\`query pageQuery { ...page_contacts integrations(first: 10) { nodes { id status } totalCount } }\`;
graphql\`query pageSequenceQuery($id: ID!) { node(id: $id) { ... on Sequence { id name } } }\`;
graphql\`mutation pageMutation($input: CreateSequenceInput!) {
  createSequence(input: $input) { __typename ... on Sequence { id name } ... on UserError { code message path } }
}\`;
graphql\`subscription pageSubscription($id: ID!) { syncUpdated(integrationId: $id) { cursor sync { id state } } }\`;
`;
