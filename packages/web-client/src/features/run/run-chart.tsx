import { Card, Group, Stack, Text, Title } from '@mantine/core';
import { useEffect, useMemo } from 'react';
import { useClient, useQuery } from 'urql';
import { readAnew, rereader } from '../../graphql/reread.ts';
import { useMoment, useText } from '../../messages/use-text.ts';
import { type RunParts, RunStretches, type Stretch } from './documents.ts';
import classes from './run-chart.module.css';

/** How many ended when, and how many of them failed. */
export function RunChart({ run }: { run: RunParts }) {
  const text = useText();
  const stretches = useStretches(run);
  const moment = useMoment();
  const most = Math.max(0, ...stretches.map(({ ended }) => ended));
  const [first, second] = stretches;
  if (!first || most === 0) return null;
  const seconds = second ? (Date.parse(second.at) - Date.parse(first.at)) / 1_000 : 1;
  const failed = stretches.reduce((sum, stretch) => sum + stretch.failed, 0);
  return (
    <Card component="section" aria-label={text('run.chart')}>
      <Stack gap="sm">
        <Title order={2} size="h5">
          {text('run.chart')}
        </Title>
        <div className={classes.chart} role="img" aria-label={text('run.chart.label', { most, seconds, failed })}>
          {stretches.map((stretch) => (
            <Bar key={stretch.at} stretch={stretch} most={most} />
          ))}
        </div>
        <Group justify="space-between">
          <Text size="sm" c="dimmed">
            {moment(first.at)}
          </Text>
          <Text size="sm" c="dimmed">
            {text('run.chart.label', { most, seconds, failed })}
          </Text>
        </Group>
      </Stack>
    </Card>
  );
}

function Bar({ stretch: { ended, failed }, most }: { stretch: Stretch; most: number }) {
  const share = (count: number) => `${(count / most) * 100}%`;
  return (
    <span className={classes.bar}>
      {failed > 0 ? <span className={classes.failed} style={{ height: share(failed) }} /> : null}
      {ended > failed ? <span className={classes.ended} style={{ height: share(ended - failed) }} /> : null}
    </span>
  );
}

/** Read again as the run goes on. */
function useStretches({ id, total, counts, finishedAt }: RunParts): readonly Stretch[] {
  const client = useClient();
  const variables = useMemo(() => ({ id }), [id]);
  const [{ data }] = useQuery({ query: RunStretches, variables });
  const again = useMemo(() => rereader(() => readAnew(client, RunStretches, variables)), [client, variables]);
  const step = `${total - counts.pending} ${finishedAt}`;
  useEffect(() => again.ask(), [again, step]);
  return data?.node?.__typename === 'ResyncRun' ? data.node.stretches : [];
}
