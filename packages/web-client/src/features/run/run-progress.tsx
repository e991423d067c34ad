import { Card, Group, Progress, SimpleGrid, Stack, Text } from '@mantine/core';
import { useText } from '../../messages/use-text.ts';
import type { RunParts } from './documents.ts';

const parts = [
  { name: 'synced', color: 'teal' },
  { name: 'linked', color: 'cyan' },
  { name: 'exists', color: 'orange' },
  { name: 'failed', color: 'red' },
  { name: 'skipped', color: 'gray.5' },
  { name: 'cancelled', color: 'dark.3' },
  { name: 'pending', color: 'gray.3' },
] as const;

/** How far a run is: what has become of whom, how fast, and how long it still takes. */
export function RunProgress({ run }: { run: RunParts }) {
  const text = useText();
  const { counts, total } = run;
  const connector = run.integration.connector.name;
  const shown = parts.filter(({ name }) => counts[name] > 0);
  return (
    <Card>
      <Stack gap="lg">
        <Group justify="space-between">
          <Text fw={650} size="lg">
            {text('run.progress', {
              done: (total - counts.pending).toLocaleString('en'),
              total: total.toLocaleString('en'),
            })}
          </Text>
          <Text c="dimmed">
            <Pace run={run} />
          </Text>
        </Group>
        <Progress.Root size={18} radius="xl">
          {shown
            .filter(({ name }) => name !== 'pending')
            .map(({ name, color }) => (
              <Progress.Section
                key={name}
                value={(counts[name] / total) * 100}
                color={color}
                aria-label={text(`run.count.${name}`, { connector })}
              />
            ))}
        </Progress.Root>
        <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }}>
          {shown.map(({ name, color }) => (
            <Group key={name} gap="sm" wrap="nowrap">
              <Dot color={color} />
              <Stack gap={0}>
                <Text fw={650}>{counts[name].toLocaleString('en')}</Text>
                <Text size="sm" c="dimmed">
                  {text(`run.count.${name}`, { connector })}
                </Text>
              </Stack>
            </Group>
          ))}
        </SimpleGrid>
      </Stack>
    </Card>
  );
}

function Dot({ color }: { color: string }) {
  const [name, shade = '7'] = color.split('.');
  return (
    <span
      aria-hidden="true"
      style={{
        width: 10,
        height: 10,
        borderRadius: 5,
        flex: 'none',
        background: `var(--mantine-color-${name}-${shade})`,
      }}
    />
  );
}

function Pace({ run }: { run: RunParts }) {
  const text = useText();
  const { estimatedSecondsLeft: left, remoteCalls, counts, startedAt, finishedAt } = run;
  const calls = text('run.calls', { calls: remoteCalls, connector: run.integration.connector.name });
  if (finishedAt !== null || left === null) return calls;
  const ended = counts.synced + counts.linked + counts.exists + counts.failed;
  const minutes = (Date.now() - Date.parse(startedAt)) / 60_000;
  const rate = text('run.rate', { rate: Math.round(ended / Math.max(minutes, 1 / 60)).toLocaleString('en') });
  const time = left < 60 ? text('run.left.seconds') : text('run.left.minutes', { minutes: Math.ceil(left / 60) });
  return [time, ...(ended > 0 ? [rate] : []), calls].join(' · ');
}
