import { Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useText } from '../../messages/use-text.ts';

/** Says why one does not see all of a status, and takes that back. */
export function Narrowed({ to, onWiden }: { to: string; onWiden: () => void }) {
  const text = useText();
  return (
    <Button
      size="compact-sm"
      variant="light"
      radius="xl"
      rightSection={<IconX size={14} aria-hidden="true" />}
      aria-label={text('contacts.only.clear', { what: to })}
      onClick={onWiden}
    >
      {text('contacts.only', { what: to })}
    </Button>
  );
}
