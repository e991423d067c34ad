import { ActionIcon, Tooltip } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useText } from '../../messages/use-text.ts';

const CommandPalette = lazy(() =>
  import('./command-palette.tsx').then((module) => ({ default: module.CommandPalette })),
);

/** Opens the command palette, which is loaded when it is first asked for. */
export function CommandButton() {
  const text = useText();
  const [wanted, setWanted] = useState(false);
  async function open() {
    setWanted(true);
    const { openSpotlight } = await import('@mantine/spotlight');
    openSpotlight();
  }
  useHotkeys([['mod+K', open]], []);
  return (
    <>
      <Tooltip label={text('command.hint')}>
        <ActionIcon variant="subtle" color="gray" size="lg" onClick={open} aria-label={text('command.title')}>
          <IconSearch size={20} stroke={1.6} />
        </ActionIcon>
      </Tooltip>
      <Suspense>{wanted ? <CommandPalette /> : null}</Suspense>
    </>
  );
}
