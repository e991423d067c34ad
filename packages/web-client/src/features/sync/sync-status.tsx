import { Badge, Tooltip } from '@mantine/core';
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconClock,
  IconCopy,
  IconMinus,
  IconRefresh,
  type TablerIcon,
} from '@tabler/icons-react';
import type { SyncParts } from '../../graphql/fragments.ts';
import { named } from '../../messages/named.ts';
import { useText } from '../../messages/use-text.ts';

type State = SyncParts['state'];

const looks: Record<State, { color: string; Icon: TablerIcon }> = {
  NOT_SYNCED: { color: 'gray', Icon: IconMinus },
  QUEUED: { color: 'blue', Icon: IconClock },
  SYNCING: { color: 'indigo', Icon: IconRefresh },
  SYNCED: { color: 'teal', Icon: IconCircleCheck },
  EXISTS: { color: 'orange', Icon: IconCopy },
  FAILED: { color: 'red', Icon: IconAlertTriangle },
};

/** A state by icon, word and colour, never by one alone. */
export function StateBadge({ state, label, detail }: { state: State; label: string; detail?: string | null }) {
  const { color, Icon } = looks[state];
  const badge = (
    <Badge
      variant="light"
      color={color}
      size="lg"
      tt="none"
      fw={550}
      leftSection={<Icon size={14} aria-hidden="true" />}
      tabIndex={detail ? 0 : undefined}
    >
      {label}
    </Badge>
  );
  return detail ? (
    <Tooltip label={detail} multiline maw={320} events={{ hover: true, focus: true, touch: true }}>
      {badge}
    </Tooltip>
  ) : (
    badge
  );
}

/** Where a sync stands; what went wrong, and what to do, on a second look. */
export function SyncStatus({ sync, connector }: { sync: SyncParts; connector: string }) {
  const text = useText();
  const { state, reason, label, error } = sync;
  const detail = error ? named([error.message, error.remedy?.message].filter(Boolean).join(' '), connector) : null;
  return <StateBadge state={state} label={reason ? text(`reason.${reason}`) : label} detail={detail} />;
}
