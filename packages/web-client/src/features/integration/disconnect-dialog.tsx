import { Button, Group, List, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useMutation } from 'urql';
import type { Refusal } from '../../graphql/fragments.ts';
import { useText } from '../../messages/use-text.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { RefusalAlert } from '../../ui/refusal.tsx';
import { DisconnectIntegration } from './documents.ts';

const stops = ['key.disconnect.stops.new', 'key.disconnect.stops.waiting', 'key.disconnect.stops.key'] as const;
const stays = ['key.disconnect.stays.people', 'key.disconnect.stays.history', 'key.disconnect.stays.settings'] as const;

type Props = { readonly integrationId: string; readonly connector: string; readonly onClose: () => void };

/** Says what stops and what stays, then disconnects. */
export function DisconnectDialog({ integrationId, connector, onClose }: Props) {
  const text = useText();
  const [{ fetching }, disconnect] = useMutation(DisconnectIntegration);
  const [refusal, setRefusal] = useState<Pick<Refusal, 'message' | 'remedy'> | null>(null);

  async function confirm() {
    const { data } = await disconnect({ input: { integrationId } });
    const answer = data?.disconnectIntegration;
    if (!answer) return setRefusal({ message: text('error.unsaved'), remedy: null });
    if (answer.__typename !== 'Integration') return setRefusal(answer);
    notifications.show({ message: text('key.disconnected', { connector }) });
    onClose();
  }

  return (
    <Dialog title={text('key.disconnect.title', { connector })} onClose={onClose}>
      <Stack gap="md">
        {(
          [
            ['key.disconnect.stops', stops],
            ['key.disconnect.stays', stays],
          ] as const
        ).map(([title, items]) => (
          <Stack gap="xs" key={title}>
            <Text fw={600} size="sm">
              {text(title)}
            </Text>
            <List size="sm" spacing={4}>
              {items.map((item) => (
                <List.Item key={item}>{text(item, { connector })}</List.Item>
              ))}
            </List>
          </Stack>
        ))}
        {refusal ? <RefusalAlert refusal={refusal} /> : null}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            {text('cancel')}
          </Button>
          <Button color="red.9" onClick={confirm} loading={fetching}>
            {text('key.disconnect')}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
