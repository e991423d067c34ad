import { Card, Code, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from 'urql';
import { CreateToken } from '../features/developer/create-token.tsx';
import { ApiTokens } from '../features/developer/documents.ts';
import { GraphiqlLink } from '../features/developer/graphiql-link.tsx';
import { TokenList } from '../features/developer/token-list.tsx';
import { useViewer } from '../features/viewer.ts';
import { useText } from '../messages/use-text.ts';
import { Copy } from '../ui/copy.tsx';
import { Page } from '../ui/page.tsx';
import { Failed, Loading, ReadOnly } from '../ui/states.tsx';

const examples = [
  { name: 'developers.example.who', query: '{ viewer { account { name } member { name role } } }' },
  {
    name: 'developers.example.contacts',
    query:
      '{ contacts(filter: { state: FAILED }) { nodes { name enrollments { nodes { syncs { label error { message remedy { message } } } } } } } }',
  },
  {
    name: 'developers.example.add',
    query:
      'mutation ($input: AddContactsToSequenceInput!) { addContactsToSequence(input: $input) { ... on AddContactsToSequenceSuccess { results { error { message } } } } }',
  },
] as const;

/** Tokens for programs, and what to send with them. */
export function DevelopersScreen() {
  const text = useText();
  const { account, member, mayChange } = useViewer();
  return (
    <Page title={text('developers.title')} text={text('developers.text')}>
      {member && !mayChange ? <ReadOnly account={account} /> : null}
      {mayChange ? <Tokens /> : null}
      <Card component="section" aria-label={text('developers.examples')}>
        <Stack gap="md">
          <Title order={2} size="h5">
            {text('developers.examples')}
          </Title>
          <Text size="sm">{text('developers.examples.text', { address: `${location.origin}/graphql` })}</Text>
          <GraphiqlLink />
          {examples.map(({ name, query }) => (
            <Stack gap="xs" key={name}>
              <Group justify="space-between">
                <Text size="sm" fw={600}>
                  {text(name)}
                </Text>
                <Copy value={query} />
              </Group>
              <Code block style={{ whiteSpace: 'pre-wrap' }}>
                {query}
              </Code>
            </Stack>
          ))}
        </Stack>
      </Card>
    </Page>
  );
}

function Tokens() {
  const text = useText();
  const [{ data, error }, refetch] = useQuery({ query: ApiTokens });
  return (
    <Card component="section" aria-label={text('developers.tokens')}>
      <Stack gap="lg">
        <Title order={2} size="h5">
          {text('developers.tokens')}
        </Title>
        {error ? <Failed error={error} retry={refetch} /> : null}
        {!data && !error ? <Loading lines={1} /> : null}
        {data ? <TokenList tokens={data.apiTokens.nodes} /> : null}
        <CreateToken onMade={() => refetch({ requestPolicy: 'network-only' })} />
      </Stack>
    </Card>
  );
}
