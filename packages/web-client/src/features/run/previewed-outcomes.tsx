import { Group, Stack, Text, ThemeIcon } from '@mantine/core';
import { IconCopy, IconHelp, IconLink, IconPlayerSkipForward, IconSearch, IconUserPlus } from '@tabler/icons-react';
import { useText } from '../../messages/use-text.ts';
import { AnchorLink } from '../../ui/links.tsx';
import { reasonOf } from '../contact/states.ts';
import type { Preview, PreviewedOutcome } from './documents.ts';

const looks = {
  CREATED: { color: 'teal', Icon: IconUserPlus },
  LINKED: { color: 'teal', Icon: IconLink },
  LOOKED_UP: { color: 'indigo', Icon: IconSearch },
  HELD: { color: 'orange', Icon: IconCopy },
  AMBIGUOUS: { color: 'orange', Icon: IconHelp },
  SKIPPED: { color: 'gray', Icon: IconPlayerSkipForward },
} as const;

const stateOf = { ALREADY_SYNCED: 'SYNCED', UNDER_WAY: 'QUEUED' } as const;

type Props = { readonly preview: Preview; readonly connector: string; readonly sequenceId: string | null };

/** How many would end which way, each opening its list. */
export function PreviewedOutcomes({ preview: { outcomes }, connector, sequenceId }: Props) {
  const text = useText();
  if (outcomes.length === 0) return <Text c="dimmed">{text('resync.nobody')}</Text>;
  return (
    <Stack gap="sm">
      {outcomes.map((previewed) => {
        const { outcome, reason, count } = previewed;
        const { color, Icon } = looks[outcome];
        const sentence =
          outcome === 'SKIPPED' && reason
            ? text(`skip.${reason}`, { connector })
            : text(`resync.outcome.${outcome}`, { connector });
        return (
          <Group key={`${outcome} ${reason}`} wrap="nowrap" gap="sm">
            <ThemeIcon color={color} variant="light" radius="xl" size={32} aria-hidden="true">
              <Icon size={18} stroke={1.7} />
            </ThemeIcon>
            <AnchorLink
              to="/contacts"
              search={{ ...listOf(previewed), ...(sequenceId ? { sequence: sequenceId } : {}) }}
              target="_blank"
              fw={650}
              aria-label={text('resync.open', { count, what: sentence })}
              miw={44}
              ta="right"
            >
              {count.toLocaleString('en')}
            </AnchorLink>
            <Text size="sm">{sentence}</Text>
          </Group>
        );
      })}
    </Stack>
  );
}

function listOf({ outcome, reason }: PreviewedOutcome) {
  if (reason === 'ALREADY_SYNCED' || reason === 'UNDER_WAY') return { state: stateOf[reason] };
  if (outcome === 'HELD' || outcome === 'AMBIGUOUS') return { state: 'EXISTS' as const };
  const left = reasonOf(reason);
  return { state: 'NOT_SYNCED' as const, ...(left ? { reason: left } : {}) };
}
