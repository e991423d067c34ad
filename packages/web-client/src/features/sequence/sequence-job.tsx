import { Radio, Stack } from '@mantine/core';
import { useState } from 'react';
import type { SequenceParts } from '../../graphql/fragments.ts';
import { useText } from '../../messages/use-text.ts';
import { JobPicker } from '../integration/job-picker.tsx';

const selections = ['INHERIT', 'NONE', 'JOB'] as const;
type Selection = (typeof selections)[number];
export type JobChoice = { readonly jobSelection: Selection; readonly jobId?: string };

type Props = {
  readonly sequence: SequenceParts;
  readonly integrationId: string | null;
  readonly mayChange: boolean;
  readonly onChoose: (choice: JobChoice) => void;
};

/** Where the sequence's job comes from: the default, none, or one of its own. */
export function SequenceJob({ sequence, integrationId, mayChange, onChoose }: Props) {
  const text = useText();
  // A job is chosen in two steps: what has no job yet is not sent.
  const [choosing, setChoosing] = useState(false);
  const selection: Selection = choosing ? 'JOB' : sequence.jobSelection;
  const inherited = useInherited(sequence);

  function choose(value: string) {
    const jobSelection = selections.find((known) => known === value) ?? 'INHERIT';
    setChoosing(jobSelection === 'JOB');
    if (jobSelection !== 'JOB') onChoose({ jobSelection });
  }

  return (
    <Stack gap="sm">
      <Radio.Group label={text('sequence.job')} value={selection} onChange={choose}>
        <Stack gap="sm" mt="xs">
          {selections.map((value) => (
            <Radio
              key={value}
              value={value}
              label={text(`sequence.${value}`)}
              description={value === 'INHERIT' ? inherited : text(`sequence.${value}.text`)}
              disabled={!mayChange || (value === 'JOB' && integrationId === null)}
            />
          ))}
        </Stack>
      </Radio.Group>
      {selection === 'JOB' && integrationId !== null ? (
        <JobPicker
          integrationId={integrationId}
          label={text('sequence.JOB.choose')}
          value={sequence.job}
          disabled={!mayChange}
          onChange={(job) => {
            if (!job) return;
            setChoosing(false);
            onChoose({ jobSelection: 'JOB', jobId: job.id });
          }}
        />
      ) : null}
    </Stack>
  );
}

/** What the default is at present, as far as the sequence shows it. */
function useInherited({ jobSelection, effectiveJob }: SequenceParts): string | undefined {
  const text = useText();
  if (jobSelection !== 'INHERIT') return text('sequence.INHERIT.text');
  return effectiveJob ? text('sequence.INHERIT.job', { job: effectiveJob.title }) : text('sequence.INHERIT.none');
}
