import { Badge, Tooltip } from '@mantine/core';
import { useSyncExternalStore } from 'react';
import { connection } from '../../graphql/connection.ts';
import { useLiveSyncs } from '../../graphql/use-live-syncs.ts';
import { useMoment, useText } from '../../messages/use-text.ts';
import { useIntegrations } from '../integration/use-integrations.ts';

/** Follows every integration of the account, and says plainly how the connection is. */
export function LiveSyncs() {
  const text = useText();
  const moment = useMoment();
  const { integrations } = useIntegrations();
  useLiveSyncs(integrations.map(({ id }) => id));
  const { status, lastEventAt } = useSyncExternalStore(connection.subscribe, connection.get);
  if (integrations.length === 0) return null;
  const live = status === 'LIVE';
  return (
    <Tooltip label={lastEventAt ? text('live.lastEvent', { time: moment(lastEventAt) }) : text('live.none')}>
      <Badge variant="dot" color={live ? 'teal' : 'orange'} role="status">
        {text(live ? 'live.on' : 'live.reconnecting')}
      </Badge>
    </Tooltip>
  );
}
