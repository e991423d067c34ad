import { Alert, Button, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconInfoCircle } from '@tabler/icons-react';
import { useState } from 'react';
import { type Client, useClient, useMutation } from 'urql';
import type { JobParts, Refusal } from '../../graphql/fragments.ts';
import { useText } from '../../messages/use-text.ts';
import { RefusalAlert } from '../../ui/refusal.tsx';
import { Contacts } from '../contact/documents.ts';
import { AssignJob } from './documents.ts';

/** As many as are assigned at once. */
const most = 1_000;

type Props = {
  readonly sequenceId: string;
  readonly job: JobParts;
  readonly count: number;
  readonly connector: string;
  readonly mayChange: boolean;
};

/** Who is in the ATS without the sequence's job is not changed by itself; here is how they are. */
export function AssignJobGuard({ sequenceId, job, count, connector, mayChange }: Props) {
  const text = useText();
  const client = useClient();
  const [assigning, setAssigning] = useState(false);
  const [refusal, setRefusal] = useState<Pick<Refusal, 'message' | 'remedy'> | null>(null);
  const [, assign] = useMutation(AssignJob);

  async function assignAll() {
    setAssigning(true);
    const syncIds = await withoutJob(client, sequenceId, job.id);
    const { data } = await assign({ input: { syncIds, jobId: job.id } });
    setAssigning(false);
    const answer = data?.assignJob;
    if (!answer) return setRefusal({ message: text('error.unsaved'), remedy: null });
    if (answer.__typename !== 'AssignJobSuccess') return setRefusal(answer);
    const [failed] = answer.results.flatMap(({ error }) => (error ? [error] : []));
    setRefusal(failed ? { message: failed.message, remedy: null } : null);
    const done = answer.results.filter(({ error }) => !error).length;
    if (done > 0)
      notifications.show({ message: text('sequence.assigned', { count: done, job: job.title, connector }) });
  }

  return (
    <Alert
      color="orange"
      icon={<IconInfoCircle />}
      title={text('sequence.guard.job', { count, job: job.title, connector })}
    >
      <Stack gap="sm" align="flex-start">
        <Button
          size="compact-md"
          variant="light"
          color="orange"
          disabled={!mayChange}
          loading={assigning}
          onClick={assignAll}
        >
          {text('sequence.assign', { count: Math.min(count, most) })}
        </Button>
        {refusal ? <RefusalAlert refusal={refusal} /> : null}
      </Stack>
    </Alert>
  );
}

/** The synced of a sequence whose job is another one, or none. */
async function withoutJob(client: Client, sequenceId: string, jobId: string): Promise<string[]> {
  const ids: string[] = [];
  let after: string | null = null;
  do {
    const answer = await client
      .query(Contacts, { filter: { sequenceId, state: 'SYNCED' }, after }, { requestPolicy: 'network-only' })
      .toPromise();
    const page: NonNullable<typeof answer.data>['contacts'] | undefined = answer.data?.contacts;
    const syncs = (page?.nodes ?? [])
      .flatMap(({ enrollments }) => enrollments.nodes)
      .filter(({ sequence }) => sequence.id === sequenceId)
      .flatMap(({ syncs }) => syncs);
    ids.push(...syncs.filter(({ state, job }) => state === 'SYNCED' && job?.id !== jobId).map(({ id }) => id));
    after = page?.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (after !== null && ids.length < most);
  return ids.slice(0, most);
}
