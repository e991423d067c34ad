import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { useClient } from 'urql';
import { useText } from '../../messages/use-text.ts';
import { useResolve } from '../sync/use-resolve.ts';
import type { Row } from './contact-list.ts';
import type { ContactFilter } from './documents.ts';
import { pagesOf } from './pages-of.ts';
import { isSelected, type Selection } from './selection.ts';

type Props = {
  readonly selection: Selection;
  readonly rows: readonly Row[];
  readonly filter: ContactFilter;
  readonly mayChange: boolean;
  /** The buttons go once nobody is held: somebody else has to take the focus. */
  readonly onResolved: () => void;
};

/** Links or dismisses all of the selected that are held, at once; of all that match, those not loaded too. */
export function ResolveSelected({ selection, rows, filter, mayChange, onResolved }: Props) {
  const text = useText();
  const client = useClient();
  const [gathering, setGathering] = useState(false);
  const { resolve, resolving, refusal } = useResolve();
  const chosen = rows.filter(({ contact }) => isSelected(selection, contact.id));
  const held = heldOf(chosen.map(({ enrollment }) => enrollment));
  if (held.length === 0 && !refusal) return null;

  async function all(resolution: 'LINK' | 'DISMISS') {
    setGathering(true);
    const ids = selection.kind === 'ALL' ? await allHeld() : held;
    setGathering(false);
    await resolve(ids.map((syncId) => ({ syncId, resolution })));
    onResolved();
  }

  async function allHeld(): Promise<readonly string[]> {
    const ids: string[] = [];
    for await (const contacts of pagesOf(client, { ...filter, state: 'EXISTS' })) {
      ids.push(...heldOf(contacts.flatMap(({ enrollments }) => enrollments.nodes)));
    }
    return ids;
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
    </Group>
  );
}

type Enrolled = { readonly syncs: readonly { readonly id: string; readonly state: string }[] };

function heldOf(enrollments: readonly Enrolled[]): readonly string[] {
  return enrollments.flatMap(({ syncs }) => syncs).flatMap(({ id, state }) => (state === 'EXISTS' ? [id] : []));
}
