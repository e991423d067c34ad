import { Badge, Tooltip } from '@mantine/core';
import { useSyncExternalStore } from 'react';
import { connection } from '../../graphql/connection.ts';
import { useLive } from '../../graphql/use-live.ts';
import { useMoment, useText } from '../../messages/use-text.ts';
import { useIntegrations } from '../integration/use-integrations.ts';

const looks = {
  OPENING: { label: 'live.opening', color: 'gray' },
  LIVE: { label: 'live.on', color: 'teal' },
  RECONNECTING: { label: 'live.reconnecting', color: 'orange' },
  OFFLINE: { label: 'live.offline', color: 'orange' },
} as const;

/** Follows every integration of the account, and says how the connection is. */
export function LiveSyncs() {
  const text = useText();
  const moment = useMoment();
  const { integrations } = useIntegrations();
  useLive(integrations.filter(({ status }) => status !== 'DISCONNECTED').map(({ id }) => id));
  const { status, lastEventAt } = useSyncExternalStore(connection.subscribe, connection.get);
  if (integrations.length === 0) return null;
  const { label, color } = looks[status];
  return (
    <Tooltip label={lastEventAt ? text('live.lastEvent', { time: moment(lastEventAt) }) : text('live.none')}>
      <Badge variant="dot" color={color} role="status" flex="none">
        {text(label)}
      </Badge>
    </Tooltip>
  );
}
