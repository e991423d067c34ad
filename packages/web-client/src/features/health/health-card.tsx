import { Badge, Card, Group, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useMoment, useText } from '../../messages/use-text.ts';
import type { HealthOf } from './documents.ts';

const colors = { CONNECTED: 'teal', INVALID_CREDENTIALS: 'red', PAUSED: 'orange', DISCONNECTED: 'gray' } as const;

/** How an integration is, in words and in the few numbers that stand behind them. */
export function HealthCard({ integration: { connector, status, health } }: { integration: HealthOf }) {
  const text = useText();
  const moment = useMoment();
  const facts = [
    [text('health.checked'), moment(health.checkedAt)],
    [text('health.waiting'), health.waiting.toLocaleString('en')],
    [text('health.oldest'), health.oldestWaitingAt ? moment(health.oldestWaitingAt) : text('health.nobody')],
    [
      text('health.candidates'),
      health.candidatesReadAt ? moment(health.candidatesReadAt) : text('health.candidates.none'),
    ],
    [
      text('health.limit'),
      health.limitUsed === null
        ? text('health.limit.unknown')
        : text('health.limit.used', { share: Math.round(health.limitUsed * 100) }),
    ],
    [text('health.changes'), text(`health.changes.${health.changesCome}`)],
    ...(health.resumeAt ? [[text('health.resume'), moment(health.resumeAt)]] : []),
  ];
  return (
    <Card component="section" aria-label={connector.name}>
      <Stack gap="md">
        <Group justify="space-between">
          <Title order={2} size="h4">
            {connector.name}
          </Title>
          <Badge variant="light" size="lg" color={colors[status]}>
            {text(`integrations.state.${status}`)}
          </Badge>
        </Group>
        <Text>{health.summary}</Text>
        <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }}>
          {facts.map(([name, value]) => (
            <Stack gap={0} key={name}>
              <Text size="sm" c="dimmed">
                {name}
              </Text>
              <Text fw={600}>{value}</Text>
            </Stack>
          ))}
        </SimpleGrid>
      </Stack>
    </Card>
  );
}
