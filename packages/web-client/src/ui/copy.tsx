import { Button, CopyButton } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useText } from '../messages/use-text.ts';

/** Copies a value that somebody else will want to read. */
export function Copy({ value }: { value: string }) {
  const text = useText();
  return (
    <CopyButton value={value}>
      {({ copied, copy }) => (
        <Button
          variant="default"
          size="compact-sm"
          onClick={copy}
          leftSection={copied ? <IconCheck size={14} aria-hidden="true" /> : <IconCopy size={14} aria-hidden="true" />}
        >
          {text(copied ? 'error.copied' : 'error.copy')}
        </Button>
      )}
    </CopyButton>
  );
}
