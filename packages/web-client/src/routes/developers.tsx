import { Card, Code, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from 'urql';
import { CreateToken } from '../features/developer/create-token.tsx';
import { ApiTokens, type TokenOf } from '../features/developer/documents.ts';
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
  const [{ data, error }, refetch] = useQuery({ query: ApiTokens, pause: !mayChange });
  // All at once: nothing moves under who has begun to read.
  if (!member || (mayChange && !data && !error)) return <Loading />;
  return (
    <Page title={text('developers.title')} text={text('developers.text')}>
      {mayChange ? null : <ReadOnly account={account} what="TOKENS" />}
      {error ? <Failed error={error} retry={refetch} /> : null}
      {data ? <Tokens tokens={data.apiTokens.nodes} onMade={() => refetch({ requestPolicy: 'network-only' })} /> : null}
      <Card component="section" aria-label={text('developers.examples')}>
        <Stack gap="md">
          <Group justify="space-between">
            <Title order={2} size="h5">
              {text('developers.examples')}
            </Title>
            <GraphiqlLink />
          </Group>
          <Text size="sm">{text('developers.examples.text', { address: `${location.origin}/graphql` })}</Text>
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

function Tokens({ tokens, onMade }: { tokens: readonly TokenOf[]; onMade: () => void }) {
  const text = useText();
  return (
    <Card component="section" aria-label={text('developers.tokens')}>
      <Stack gap="lg">
        <Title order={2} size="h5">
          {text('developers.tokens')}
        </Title>
        <TokenList tokens={tokens} />
        <CreateToken onMade={onMade} />
      </Stack>
    </Card>
  );
}
