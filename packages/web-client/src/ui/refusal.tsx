import { Alert, Text } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import type { Refusal } from '../graphql/fragments.ts';
import { named } from '../messages/named.ts';

type Props = {
  readonly refusal: Pick<Refusal, 'message' | 'remedy'>;
  /** Whose refusal it is, where an ATS refused. */
  readonly connector?: string;
};

/** Why something was refused, and what to do about it. */
export function RefusalAlert({ refusal, connector }: Props) {
  const say = (sentence: string) => (connector ? named(sentence, connector) : sentence);
  return (
    <Alert color="red" icon={<IconAlertCircle />} title={say(refusal.message)} role="alert">
      {refusal.remedy ? <Text size="sm">{say(refusal.remedy.message)}</Text> : null}
    </Alert>
  );
}
