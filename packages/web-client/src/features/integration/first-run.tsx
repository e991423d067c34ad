import { Button, Card, Group, Loader, Stack, Text, Title } from '@mantine/core';
import { IconSparkles } from '@tabler/icons-react';
import { useText } from '../../messages/use-text.ts';
import { RefusalAlert } from '../../ui/refusal.tsx';
import type { ConnectorCard } from './use-integrations.ts';
import type { Trial } from './use-sample-data.ts';

type Props = { readonly connector: ConnectorCard; readonly trial: Trial };

/** Offered while nothing is connected and an ATS of its own stands beside: every screen comes alive. */
export function FirstRun({ connector, trial: { step, refusal, begin } }: Props) {
  const text = useText();
  return (
    <Card component="section" aria-label={text('firstRun.title')}>
      <Stack gap="md" align="flex-start">
        <Stack gap={4}>
          <Title order={2} size="h4">
            {text('firstRun.title')}
          </Title>
          <Text c="dimmed">{text('firstRun.text', { connector: connector.name })}</Text>
        </Stack>
        {refusal ? <RefusalAlert refusal={refusal} /> : null}
        <Group>
          <Button
            onClick={begin}
            disabled={step !== null}
            leftSection={<IconSparkles size={18} stroke={1.7} aria-hidden="true" />}
          >
            {text('firstRun.action')}
          </Button>
          <Group gap="xs" role="status">
            {step ? (
              <>
                <Loader size="xs" />
                <Text size="sm">{text(`firstRun.${step}`, { connector: connector.name })}</Text>
              </>
            ) : null}
          </Group>
        </Group>
      </Stack>
    </Card>
  );
}
