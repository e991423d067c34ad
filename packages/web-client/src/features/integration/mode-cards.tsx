import { Card, Group, Radio, SimpleGrid, Stack, Text, ThemeIcon } from '@mantine/core';
import { IconMessageReply, IconPlayerPause, IconUserPlus } from '@tabler/icons-react';
import type { Settings } from '../../graphql/fragments.ts';
import { useText } from '../../messages/use-text.ts';
import classes from './mode-cards.module.css';

const modes = ['OFF', 'ON_ADDED', 'ON_REPLY'] as const;
const icons = { OFF: IconPlayerPause, ON_ADDED: IconUserPlus, ON_REPLY: IconMessageReply };

type Props = {
  readonly mode: Settings['mode'];
  readonly connector: string;
  readonly mayChange: boolean;
  readonly onChange: (mode: Settings['mode']) => void;
};

/** When contacts sync, as three cards in plain words. */
export function ModeCards({ mode, connector, mayChange, onChange }: Props) {
  const text = useText();
  return (
    <Card>
      <Radio.Group
        value={mode}
        onChange={(value) => onChange(modes.find((known) => known === value) ?? 'OFF')}
        label={
          <Text fw={650} component="span">
            {text('settings.when')}
          </Text>
        }
      >
        <SimpleGrid cols={{ base: 1, sm: 3 }} mt="md">
          {modes.map((value) => {
            const Icon = icons[value];
            return (
              <Radio.Card
                key={value}
                value={value}
                p="md"
                radius="md"
                disabled={!mayChange}
                className={classes.card}
                aria-label={text(`settings.mode.${value}`)}
              >
                <Group wrap="nowrap" align="flex-start" justify="space-between">
                  <Stack gap={6}>
                    <ThemeIcon variant="light" size={36} radius="md" color={value === 'OFF' ? 'gray' : 'indigo'}>
                      <Icon size={20} stroke={1.7} aria-hidden="true" />
                    </ThemeIcon>
                    <Text fw={600}>{text(`settings.mode.${value}`)}</Text>
                    <Text size="sm" c="dimmed">
                      {text(`settings.mode.${value}.text`, { connector })}
                    </Text>
                  </Stack>
                  <Radio.Indicator />
                </Group>
              </Radio.Card>
            );
          })}
        </SimpleGrid>
      </Radio.Group>
    </Card>
  );
}
