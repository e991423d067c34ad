import { Alert, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconCloudOff } from '@tabler/icons-react';
import { useSyncExternalStore } from 'react';
import { connection } from '../../graphql/connection.ts';
import { useMoment, useText } from '../../messages/use-text.ts';

/** A blink of the network is not worth a sentence. */
const patienceMs = 1_500;

/** Says that what is on the screen may be old, and since when. */
export function LostConnection() {
  const text = useText();
  const moment = useMoment();
  const { status, since, lastEventAt } = useSyncExternalStore(connection.subscribe, connection.get);
  const [settled] = useDebouncedValue(status, patienceMs);
  const lost = status === 'RECONNECTING' || status === 'OFFLINE';
  if (!lost || settled !== status) return null;
  return (
    <Alert
      color="orange"
      mb="lg"
      role="status"
      icon={<IconCloudOff />}
      title={text(`live.lost.${status}`, { time: moment(since) })}
    >
      <Text size="sm">
        {text('live.lost.text')} {lastEventAt ? text('live.lastEvent', { time: moment(lastEventAt) }) : null}
      </Text>
    </Alert>
  );
}
