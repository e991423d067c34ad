import { Card, Radio, Stack, Switch, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useMutation } from 'urql';
import type { JobParts, Refusal, SequenceParts } from '../../graphql/fragments.ts';
import { useText } from '../../messages/use-text.ts';
import { RefusalAlert } from '../../ui/refusal.tsx';
import { JobPicker } from '../integration/job-picker.tsx';
import { UpdateSequenceSync } from './documents.ts';

const selections = ['INHERIT', 'NONE', 'JOB'] as const;
type Selection = (typeof selections)[number];
type Change = { syncEnabled?: boolean; jobSelection?: Selection; jobId?: string };

type Props = {
  readonly sequence: SequenceParts;
  /** Whose jobs are offered; null while nothing is connected. */
  readonly integrationId: string | null;
  readonly mayChange: boolean;
};

/** A sequence's sync switch and job. Each choice is kept as soon as it is complete. */
export function SequenceForm({ sequence, integrationId, mayChange }: Props) {
  const text = useText();
  const [selection, setSelection] = useState<Selection>(sequence.jobSelection);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [, update] = useMutation(UpdateSequenceSync);

  async function save(change: Change) {
    const { data } = await update({ input: { sequenceId: sequence.id, ...change } });
    const answer = data?.updateSequenceSync;
    if (answer?.__typename !== 'Sequence') return setRefusal(answer ?? null);
    setRefusal(null);
    notifications.show({ color: 'teal', message: text('sequence.saved') });
  }

  function choose(value: string) {
    const jobSelection = selections.find((known) => known === value) ?? 'INHERIT';
    setSelection(jobSelection);
    // A job is chosen in two steps: what has no job yet is not sent.
    if (jobSelection !== 'JOB') save({ jobSelection });
  }

  function chooseJob(job: JobParts | null) {
    if (job) save({ jobSelection: 'JOB', jobId: job.id });
  }

  return (
    <Card>
      <Stack gap="lg">
        <Title order={2} size="h5">
          {text('sequence.syncing')}
        </Title>
        <Switch
          label={text('sequence.switch')}
          description={text('sequence.switch.text')}
          checked={sequence.syncEnabled}
          disabled={!mayChange}
          onChange={(event) => save({ syncEnabled: event.currentTarget.checked })}
        />
        <Radio.Group label={text('sequence.job')} value={selection} onChange={choose}>
          <Stack gap="xs" mt="xs">
            {selections.map((value) => (
              <Radio
                key={value}
                value={value}
                label={text(`sequence.${value}`)}
                disabled={!mayChange || (value === 'JOB' && integrationId === null)}
              />
            ))}
          </Stack>
        </Radio.Group>
        {selection === 'JOB' && integrationId !== null ? (
          <JobPicker
            integrationId={integrationId}
            label={text('sequence.JOB')}
            value={sequence.job}
            disabled={!mayChange}
            onChange={chooseJob}
          />
        ) : null}
        {refusal ? <RefusalAlert refusal={refusal} /> : null}
        <Effect sequence={sequence} />
      </Stack>
    </Card>
  );
}

function Effect({ sequence: { syncEnabled, effectiveJob } }: { sequence: SequenceParts }) {
  const text = useText();
  return (
    <Text size="sm" c="dimmed" aria-live="polite">
      {syncEnabled
        ? effectiveJob
          ? text('sequence.effective.job', { job: effectiveJob.title })
          : text('sequence.effective.none')
        : text('sequence.effective.off')}
    </Text>
  );
}
