import { Text, Timeline, Title } from '@mantine/core';
import { IconCheck, IconCircleDot, IconHandStop } from '@tabler/icons-react';
import { named } from '../../messages/named.ts';
import { useMoment, useText } from '../../messages/use-text.ts';
import type { SyncDetailsOf } from './documents.ts';

const icons = { PASSED: IconCheck, CHOSEN: IconCircleDot, STOPPED: IconHandStop } as const;

type Props = { readonly steps: SyncDetailsOf['explanation']; readonly connector: string };

/** The rules that were asked, in their order, up to the one that stopped it. */
export function SyncTrace({ steps, connector }: Props) {
  const text = useText();
  const stop = steps.findIndex(({ outcome }) => outcome === 'STOPPED');
  if (steps.length === 0) return null;
  return (
    <section aria-label={text('why.trace')}>
      <Title order={3} size="h6" mb="sm">
        {text('why.trace')}
      </Title>
      <Timeline active={stop === -1 ? steps.length - 1 : stop - 1} bulletSize={24} lineWidth={2} color="teal">
        {steps.map(({ rule, outcome, detail }, place) => {
          const Icon = icons[outcome];
          const stopped = place === stop;
          return (
            <Timeline.Item
              key={`${rule} ${detail}`}
              color={stopped ? 'orange' : 'teal'}
              bullet={<Icon size={14} aria-hidden="true" />}
            >
              <Text size="sm" fw={stopped ? 650 : 400}>
                {named(detail, connector)}
              </Text>
              {stopped ? (
                <Text size="sm" c="dimmed">
                  {text('why.stopped')}
                </Text>
              ) : null}
            </Timeline.Item>
          );
        })}
      </Timeline>
    </section>
  );
}

/** Where it stood, and since when, newest first. */
export function SyncHistory({ transitions }: { transitions: SyncDetailsOf['history']['nodes'] }) {
  const text = useText();
  const moment = useMoment();
  if (transitions.length === 0) return null;
  return (
    <section aria-label={text('why.history')}>
      <Title order={3} size="h6" mb="sm">
        {text('why.history')}
      </Title>
      <Timeline bulletSize={12} lineWidth={2}>
        {transitions.map(({ at, to, toReason }) => (
          <Timeline.Item key={`${at} ${to}`}>
            <Text size="sm">{text(toReason ? `reason.${toReason}` : `state.${to}`)}</Text>
            <Text size="xs" c="dimmed">
              {moment(at)}
            </Text>
          </Timeline.Item>
        ))}
      </Timeline>
    </section>
  );
}
