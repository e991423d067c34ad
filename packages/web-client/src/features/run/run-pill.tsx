import { Loader } from '@mantine/core';
import { useQuery } from 'urql';
import { useText } from '../../messages/use-text.ts';
import { ButtonLink } from '../../ui/links.tsx';
import { Runs } from './documents.ts';
import { useRun } from './use-run.ts';

/** The run that goes on, on every page. */
export function RunPill() {
  const [{ data }] = useQuery({ query: Runs });
  const running = data?.resyncRuns.nodes.find(({ status }) => status === 'RUNNING');
  return running ? <Pill runId={running.id} /> : null;
}

function Pill({ runId }: { runId: string }) {
  const text = useText();
  const { run } = useRun(runId);
  if (run?.status !== 'RUNNING') return null;
  const done = run.total - run.counts.pending;
  return (
    <ButtonLink
      to="/runs/$runId"
      params={{ runId }}
      variant="light"
      size="compact-sm"
      radius="xl"
      leftSection={<Loader size={12} aria-hidden="true" />}
    >
      {text('run.pill', { done: done.toLocaleString('en'), total: run.total.toLocaleString('en') })}
    </ButtonLink>
  );
}
