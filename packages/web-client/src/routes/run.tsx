import { Badge, Button, Card, Group, List, Stack, Text, Title } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useMutation } from 'urql';
import { useIntegrations } from '../features/integration/use-integrations.ts';
import { CancelResync, type RunParts } from '../features/run/documents.ts';
import { DownloadResults } from '../features/run/download-results.tsx';
import { RunFailures } from '../features/run/run-failures.tsx';
import { RunProgress } from '../features/run/run-progress.tsx';
import { useRun } from '../features/run/use-run.ts';
import { useViewer } from '../features/viewer.ts';
import { useMoment, useText } from '../messages/use-text.ts';
import { ButtonLink } from '../ui/links.tsx';
import { Page } from '../ui/page.tsx';
import { RefusalAlert } from '../ui/refusal.tsx';
import { Empty, Failed, Loading } from '../ui/states.tsx';

const RunChart = lazy(() => import('../features/run/run-chart.tsx').then((module) => ({ default: module.RunChart })));

const colors = { RUNNING: 'indigo', COMPLETED: 'teal', CANCELLED: 'gray' } as const;

/** A resync as it runs and once it has run. */
export function RunScreen() {
  const text = useText();
  const moment = useMoment();
  const { runId } = useParams({ from: '/runs/$runId' });
  const { mayChange } = useViewer();
  const { integrations } = useIntegrations();
  const { run, loading, error, refetch } = useRun(runId);
  if (error) return <Failed error={error} retry={refetch} />;
  if (loading) return <Loading />;
  if (!run) return <Empty text={text('run.none')} />;
  const connector = run.integration.connector.name;
  const integration = integrations.find(({ id }) => id === run.integration.id);
  return (
    <Page
      title={text('run.title', { connector })}
      text={text('run.started', { date: moment(run.startedAt) })}
      action={<Actions run={run} mayChange={mayChange} />}
    >
      <div role="status" aria-live="polite">
        <Badge variant="light" size="lg" color={colors[run.status]}>
          {text(`run.status.${run.status}`)}
        </Badge>
      </div>
      <RunProgress run={run} />
      <Suspense>
        <RunChart run={run} />
      </Suspense>
      {integration ? <RunFailures run={run} integration={integration} mayChange={mayChange} /> : null}
      <Skips run={run} />
    </Page>
  );
}

function Actions({ run, mayChange }: { run: RunParts; mayChange: boolean }) {
  const text = useText();
  const [{ fetching, data }, cancel] = useMutation(CancelResync);
  const answer = data?.cancelResync;
  if (run.status !== 'RUNNING') {
    return (
      <Group gap="sm">
        <DownloadResults run={run} />
        <ButtonLink to="/contacts" variant="default">
          {text('run.contacts')}
        </ButtonLink>
      </Group>
    );
  }
  return (
    <Stack gap={4} align="flex-end">
      <Button
        variant="default"
        disabled={!mayChange}
        loading={fetching}
        onClick={() => cancel({ input: { runId: run.id } })}
      >
        {text('run.cancel')}
      </Button>
      <Text size="xs" c="dimmed">
        {text('run.cancel.text')}
      </Text>
      {answer && answer.__typename !== 'ResyncRun' ? <RefusalAlert refusal={answer} /> : null}
    </Stack>
  );
}

function Skips({ run: { skips, integration } }: { run: RunParts }) {
  const text = useText();
  return (
    <Card>
      <Stack gap="sm">
        {skips.length > 0 ? (
          <>
            <Title order={2} size="h5">
              {text('run.skips')}
            </Title>
            <List size="sm" spacing={4}>
              {skips.map(({ reason, count }) => (
                <List.Item key={reason}>
                  <Group gap={6}>
                    <Text span inherit fw={600}>
                      {count.toLocaleString('en')}
                    </Text>
                    {text(`skip.${reason}`, { connector: integration.connector.name })}
                  </Group>
                </List.Item>
              ))}
            </List>
          </>
        ) : null}
        <Text size="sm" c="dimmed">
          {text('run.settings')}
        </Text>
      </Stack>
    </Card>
  );
}
