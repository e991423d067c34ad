import { Alert, Text } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import type { Refusal } from '../graphql/fragments.ts';

/** Why something was refused, and what to do about it. */
export function RefusalAlert({ refusal }: { refusal: Pick<Refusal, 'message' | 'remedy'> }) {
  return (
    <Alert color="red" icon={<IconAlertCircle />} title={refusal.message} role="alert">
      {refusal.remedy ? <Text size="sm">{refusal.remedy.message}</Text> : null}
    </Alert>
  );
}
