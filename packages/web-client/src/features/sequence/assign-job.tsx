import { Alert, Button, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconInfoCircle } from '@tabler/icons-react';
import { useState } from 'react';
import { useClient, useMutation } from 'urql';
import { batchesOf } from '../../graphql/batches.ts';
import type { JobParts, Refusal } from '../../graphql/fragments.ts';
import { useText } from '../../messages/use-text.ts';
import { RefusalAlert } from '../../ui/refusal.tsx';
import type { Contact } from '../contact/documents.ts';
import { readContacts } from '../contact/read-contacts.ts';
import { type AssignedOf, AssignJob } from './documents.ts';

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

  async function assignAll(): Promise<Pick<Refusal, 'message' | 'remedy'> | null> {
    const unsaved = { message: text('error.unsaved'), remedy: null };
    const read = await readContacts(client, { sequenceId, state: 'SYNCED' });
    if ('error' in read) return unsaved;
    const syncIds = withoutJob(read.contacts, sequenceId, job.id);
    const results: AssignedOf[] = [];
    for (const batch of batchesOf(syncIds)) {
      const { data } = await assign({ input: { syncIds: [...batch], jobId: job.id } });
      const answer = data?.assignJob;
      if (answer?.__typename !== 'AssignJobSuccess') return answer ?? unsaved;
      results.push(...answer.results);
    }
    const failed = results.find(({ error }) => error)?.error;
    const done = results.filter(({ error }) => !error).length;
    if (done > 0)
      notifications.show({ message: text('sequence.assigned', { count: done, job: job.title, connector }) });
    return failed ? { message: failed.message, remedy: null } : null;
  }

  async function press() {
    setAssigning(true);
    setRefusal(await assignAll());
    setAssigning(false);
  }

  return (
    <Alert
      color="orange"
      icon={<IconInfoCircle />}
      title={text('sequence.guard.job', { count, job: job.title, connector })}
    >
      <Stack gap="sm" align="flex-start">
        <Button size="compact-md" variant="default" disabled={!mayChange} loading={assigning} onClick={press}>
          {text('sequence.assign', { count })}
        </Button>
        {refusal ? <RefusalAlert refusal={refusal} /> : null}
      </Stack>
    </Alert>
  );
}

/** The synced of a sequence whose job is another one, or none. */
function withoutJob(contacts: readonly Contact[], sequenceId: string, jobId: string): readonly string[] {
  return contacts
    .flatMap(({ enrollments }) => enrollments.nodes)
    .filter(({ sequence }) => sequence.id === sequenceId)
    .flatMap(({ syncs }) => syncs)
    .filter(({ state, job }) => state === 'SYNCED' && job?.id !== jobId)
    .map(({ id }) => id);
}
