import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { type CombinedError, useClient } from 'urql';
import { useText } from '../../messages/use-text.ts';
import { Failed } from '../../ui/states.tsx';
import { useResolve } from '../sync/use-resolve.ts';
import type { ContactFilter } from './documents.ts';
import { readContacts } from './read-contacts.ts';
import type { Row } from './rows.ts';
import { isSelected, type Selection } from './selection.ts';

type Props = {
  readonly selection: Selection;
  readonly rows: readonly Row[];
  readonly filter: ContactFilter;
  readonly mayChange: boolean;
  /** The buttons go once nobody is held: somebody else has to take the focus. */
  readonly onResolved: () => void;
};

type Resolution = 'LINK' | 'DISMISS';

/** Links or dismisses all of the selected that are held, at once; of all that match, those not loaded too. */
export function ResolveSelected({ selection, rows, filter, mayChange, onResolved }: Props) {
  const text = useText();
  const client = useClient();
  const [gathering, setGathering] = useState(false);
  const [unread, setUnread] = useState<{ resolution: Resolution; error: CombinedError } | null>(null);
  const { resolve, resolving, refusal } = useResolve();
  const chosen = rows.filter(({ contact }) => isSelected(selection, contact.id));
  const held = heldOf(chosen.map(({ enrollment }) => enrollment));
  if (held.length === 0 && !refusal) return null;

  async function all(resolution: Resolution) {
    setGathering(true);
    setUnread(null);
    const read = selection.kind === 'ALL' ? await readContacts(client, { ...filter, state: 'EXISTS' }) : null;
    setGathering(false);
    if (read && 'error' in read) return setUnread({ resolution, error: read.error });
    const ids = read ? heldOf(read.contacts.flatMap(({ enrollments }) => enrollments.nodes)) : held;
    await resolve(ids.map((syncId) => ({ syncId, resolution })));
    onResolved();
  }

  const busy = resolving || gathering;
  const words = selection.kind === 'ALL' ? 'every' : 'all';
  return (
    <Group gap="sm">
      <Button
        size="compact-md"
        variant="light"
        loading={busy}
        disabled={!mayChange || held.length === 0}
        onClick={() => all('LINK')}
      >
        {text(`duplicate.link.${words}`, { count: held.length })}
      </Button>
      <Button
        size="compact-md"
        variant="default"
        disabled={!mayChange || busy || held.length === 0}
        onClick={() => all('DISMISS')}
      >
        {text(`duplicate.dismiss.${words}`, { count: held.length })}
      </Button>
      {refusal ? (
        <Text size="sm" c="red" role="alert">
          {refusal.message}
        </Text>
      ) : null}
      {unread ? (
        <Failed title={text('duplicate.unread')} error={unread.error} retry={() => all(unread.resolution)} />
      ) : null}
    </Group>
  );
}

type Enrolled = { readonly syncs: readonly { readonly id: string; readonly state: string }[] };

function heldOf(enrollments: readonly Enrolled[]): readonly string[] {
  return enrollments.flatMap(({ syncs }) => syncs).flatMap(({ id, state }) => (state === 'EXISTS' ? [id] : []));
}
