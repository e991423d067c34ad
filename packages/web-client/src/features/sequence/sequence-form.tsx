import { Card, Stack, Switch, Text } from '@mantine/core';
import { useState } from 'react';
import { useMutation } from 'urql';
import type { IntegrationParts, Refusal, SequenceParts } from '../../graphql/fragments.ts';
import { Say } from '../../messages/say.tsx';
import { useText } from '../../messages/use-text.ts';
import { RefusalAlert } from '../../ui/refusal.tsx';
import { SavedNote } from '../../ui/saved-note.tsx';
import { UpdateSequenceSync } from './documents.ts';
import { type JobChoice, SequenceJob } from './sequence-job.tsx';

type Change = { syncEnabled?: boolean } | JobChoice;
type Saved = { readonly note: string; readonly undo: (() => void) | null };

type Props = {
  readonly sequence: SequenceParts;
  /** Whose jobs are offered; null while nothing is connected. */
  readonly integration: IntegrationParts | null;
  readonly mayChange: boolean;
};

/** A sequence's sync switch and job. Each choice is kept as soon as it is complete, and can be undone. */
export function SequenceForm({ sequence, integration, mayChange }: Props) {
  const text = useText();
  const [saved, setSaved] = useState<Saved | null>(null);
  const [refusal, setRefusal] = useState<Pick<Refusal, 'message' | 'remedy'> | null>(null);
  const [, update] = useMutation(UpdateSequenceSync);
  const connector = integration?.connector.name ?? text('ats');

  async function send(change: Change, then: Saved) {
    const { data } = await update({ input: { sequenceId: sequence.id, ...change } });
    const answer = data?.updateSequenceSync;
    if (!answer) return setRefusal({ message: text('error.unsaved'), remedy: null });
    if (answer.__typename !== 'Sequence') return setRefusal(answer);
    setRefusal(null);
    setSaved(then);
  }

  function save(change: Change, before: Change) {
    const undo = () => send(before, { note: text('undo.done'), undo: null });
    return send(change, { note: text('sequence.saved'), undo });
  }

  return (
    <Card>
      <Stack gap="lg">
        <Switch
          label={text('sequence.switch', { connector })}
          description={text('sequence.switch.text', { connector })}
          checked={sequence.syncEnabled}
          disabled={!mayChange}
          onChange={(event) =>
            save({ syncEnabled: event.currentTarget.checked }, { syncEnabled: sequence.syncEnabled })
          }
        />
        <SequenceJob
          sequence={sequence}
          integrationId={integration?.id ?? null}
          mayChange={mayChange}
          onChoose={(choice) => save(choice, choiceOf(sequence))}
        />
        <Effect sequence={sequence} />
        {refusal ? <RefusalAlert refusal={refusal} /> : null}
        <SavedNote note={saved?.note ?? null} onUndo={saved?.undo ?? null} />
      </Stack>
    </Card>
  );
}

function choiceOf({ jobSelection, job }: SequenceParts): JobChoice {
  return jobSelection === 'JOB' && job ? { jobSelection, jobId: job.id } : { jobSelection };
}

function Effect({ sequence: { syncEnabled, effectiveJob } }: { sequence: SequenceParts }) {
  return (
    <Text size="sm" aria-live="polite">
      {syncEnabled && effectiveJob ? (
        <Say id="sequence.effective.job" values={{ job: effectiveJob.title }} />
      ) : (
        <Say id={syncEnabled ? 'sequence.effective.none' : 'sequence.effective.off'} />
      )}
    </Text>
  );
}
