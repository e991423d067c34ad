import { Button, Group, Text } from '@mantine/core';
import { IconArrowBackUp, IconCheck } from '@tabler/icons-react';
import { useText } from '../messages/use-text.ts';

type Props = { readonly note: string | null; readonly onUndo: (() => void) | null };

/** Says that something was kept, beside what kept it, and takes it back. */
export function SavedNote({ note, onUndo }: Props) {
  const text = useText();
  return (
    <Group gap="sm" aria-live="polite" role="status">
      {note ? (
        <Group gap="sm" wrap="nowrap">
          <IconCheck size={18} aria-hidden="true" color="var(--mantine-color-teal-text)" style={{ flex: 'none' }} />
          <Text size="sm">{note}</Text>
        </Group>
      ) : null}
      {note && onUndo ? (
        <Button
          variant="light"
          size="compact-sm"
          onClick={onUndo}
          leftSection={<IconArrowBackUp size={14} aria-hidden="true" />}
        >
          {text('undo')}
        </Button>
      ) : null}
    </Group>
  );
}
