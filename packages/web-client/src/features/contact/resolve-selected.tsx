import { Button, Group, Text } from '@mantine/core';
import { useText } from '../../messages/use-text.ts';
import { useResolve } from '../sync/use-resolve.ts';
import type { Row } from './contact-list.ts';

type Props = { readonly rows: readonly Row[]; readonly mayChange: boolean };

/** Links or dismisses all of the selected that are held, at once. */
export function ResolveSelected({ rows, mayChange }: Props) {
  const text = useText();
  const { resolve, resolving, refusal } = useResolve();
  const held = rows.flatMap(({ enrollment }) => enrollment.syncs).filter(({ state }) => state === 'EXISTS');
  const all = (resolution: 'LINK' | 'DISMISS') =>
    resolve(held.slice(0, 1_000).map(({ id }) => ({ syncId: id, resolution })));
  if (held.length === 0 && !refusal) return null;
  return (
    <Group gap="sm">
      <Button
        size="compact-md"
        variant="light"
        loading={resolving}
        disabled={!mayChange || held.length === 0}
        onClick={() => all('LINK')}
      >
        {text('duplicate.linkAll', { count: held.length })}
      </Button>
      <Button
        size="compact-md"
        variant="default"
        disabled={!mayChange || resolving || held.length === 0}
        onClick={() => all('DISMISS')}
      >
        {text('duplicate.dismissAll', { count: held.length })}
      </Button>
      {refusal ? (
        <Text size="sm" c="red" role="alert">
          {refusal.message}
        </Text>
      ) : null}
    </Group>
  );
}
