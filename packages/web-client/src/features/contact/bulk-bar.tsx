import { Button, Group, Paper, Text } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { type CombinedError, useClient } from 'urql';
import type { IntegrationParts } from '../../graphql/fragments.ts';
import { useText } from '../../messages/use-text.ts';
import { Failed } from '../../ui/states.tsx';
import { ResyncDialog } from '../run/resync-dialog.tsx';
import type { Wish } from '../run/use-resync.ts';
import { useViewer } from '../viewer.ts';
import type { ContactFilter } from './documents.ts';
import { ResolveSelected } from './resolve-selected.tsx';
import type { Row } from './rows.ts';
import { isNamed, mostNamed, nobody, type Selection, wishOf } from './selection.ts';

type Props = {
  readonly selection: Selection;
  readonly rows: readonly Row[];
  readonly total: number;
  readonly filter: ContactFilter;
  readonly integration: IntegrationParts | null;
  readonly onSelect: (selection: Selection) => void;
};

/** What can be done with those who are selected. */
export function BulkBar({ selection, rows, total, filter, integration, onSelect }: Props) {
  const text = useText();
  const client = useClient();
  const bar = useRef<HTMLElement>(null);
  const { mayChange } = useViewer();
  const [wish, setWish] = useState<Omit<Wish, 'integrationId'> | null>(null);
  const [failure, setFailure] = useState<CombinedError | null>(null);
  const count = selection.kind === 'ALL' ? total : selection.contactIds.size;
  if (count === 0) return null;
  const tooMany = count > mostNamed && (selection.kind === 'SOME' || isNamed(filter));
  const mayNot = !mayChange && count > 1;
  const why = tooMany ? text('resync.tooMany', { most: mostNamed }) : mayNot ? text('resync.mayNot') : null;

  async function ask() {
    setFailure(null);
    const asked = await wishOf(client, selection, filter);
    if ('error' in asked) setFailure(asked.error);
    else setWish(asked.wish);
  }

  return (
    <Paper ref={bar} tabIndex={-1} withBorder p="sm" radius="md" component="section" aria-label={text('bulk.label')}>
      <Group gap="md">
        <Text size="sm" fw={600} aria-live="polite">
          {text('bulk.selected', { count })}
        </Text>
        {selection.kind === 'SOME' && count < total ? (
          <Button variant="subtle" size="compact-sm" onClick={() => onSelect({ kind: 'ALL' })}>
            {text('bulk.all', { count: total })}
          </Button>
        ) : null}
        <Button variant="subtle" color="gray" size="compact-sm" onClick={() => onSelect(nobody)}>
          {text('bulk.none')}
        </Button>
        {integration ? (
          <Button
            size="compact-md"
            leftSection={<IconRefresh size={16} aria-hidden="true" />}
            disabled={why !== null}
            onClick={ask}
          >
            {text('resync.action')}
          </Button>
        ) : null}
        <ResolveSelected
          selection={selection}
          rows={rows}
          filter={filter}
          mayChange={mayChange}
          onResolved={() => bar.current?.focus()}
        />
        {why ? (
          <Text size="sm" c="dimmed">
            {why}
          </Text>
        ) : null}
      </Group>
      {failure ? <Failed title={text('resync.unread')} error={failure} retry={ask} /> : null}
      {wish && integration ? (
        <ResyncDialog wish={wish} integration={integration} onClose={() => setWish(null)} />
      ) : null}
    </Paper>
  );
}
