import { Button, Card, Stack, Table, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useQuery } from 'urql';
import { useMoment, useText } from '../../messages/use-text.ts';
import { Failed, Loading } from '../../ui/states.tsx';
import { type AuditEntryOf, AuditLog } from './documents.ts';

/** Who changed what, newest first, page by page. */
export function AuditList() {
  const text = useText();
  const [cursors, setCursors] = useState<readonly (string | null)[]>([null]);
  return (
    <Card component="section" aria-label={text('audit.title')}>
      <Stack gap="md">
        <Title order={2} size="h4">
          {text('audit.title')}
        </Title>
        {cursors.map((after, place) => (
          <AuditPage
            key={after}
            after={after}
            onMore={place === cursors.length - 1 ? (end) => setCursors([...cursors, end]) : null}
          />
        ))}
      </Stack>
    </Card>
  );
}

function AuditPage({ after, onMore }: { after: string | null; onMore: ((end: string) => void) | null }) {
  const text = useText();
  const [{ data, error }, refetch] = useQuery({ query: AuditLog, variables: { after } });
  if (error) return <Failed error={error} retry={refetch} />;
  if (!data) return <Loading lines={2} />;
  const { nodes, pageInfo } = data.auditLog;
  if (nodes.length === 0) return <Text c="dimmed">{text('audit.empty')}</Text>;
  return (
    <>
      <Table.ScrollContainer minWidth={560} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
        <Table aria-label={text('audit.title')} verticalSpacing="sm">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{text('audit.what')}</Table.Th>
              <Table.Th w={180}>{text('audit.who')}</Table.Th>
              <Table.Th w={200}>{text('audit.when')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {nodes.map((entry) => (
              <Entry key={entry.id} entry={entry} />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {pageInfo.hasNextPage && onMore ? (
        <Button variant="default" onClick={() => onMore(pageInfo.endCursor ?? '')} style={{ alignSelf: 'flex-start' }}>
          {text('audit.more')}
        </Button>
      ) : null}
    </>
  );
}

function Entry({ entry: { summary, actor, at } }: { entry: AuditEntryOf }) {
  const moment = useMoment();
  return (
    <Table.Tr>
      <Table.Td>{summary}</Table.Td>
      <Table.Td>{actor.name}</Table.Td>
      <Table.Td>{moment(at)}</Table.Td>
    </Table.Tr>
  );
}
