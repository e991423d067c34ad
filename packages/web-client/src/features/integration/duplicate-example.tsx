import { Badge, Group, Stack, Text } from '@mantine/core';
import { IconArrowDown, IconCopy, IconMail, IconUserCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useText } from '../../messages/use-text.ts';
import classes from './duplicate-example.module.css';

type Props = { readonly outcome: 'HOLD' | 'WARN' | 'NONE'; readonly connector: string };

/** One person before and after, under the chosen setting. */
export function DuplicateExample({ outcome, connector }: Props) {
  const text = useText();
  return (
    <Stack gap="xs" className={classes.example}>
      <Text size="sm" fw={600}>
        {text('settings.example')}
      </Text>
      <Text size="xs" c="dimmed">
        {text('settings.example.before')}
      </Text>
      <Person icon={<IconMail size={18} />}>{text('settings.example.contact')}</Person>
      <Person icon={<IconUserCheck size={18} />}>{text('settings.example.candidate', { connector })}</Person>
      <IconArrowDown size={18} className={classes.arrow} aria-hidden="true" />
      <Text size="xs" c="dimmed">
        {text('settings.example.after')}
      </Text>
      <Person icon={<IconUserCheck size={18} />}>
        <span>{text(`settings.example.${outcome}`)}</span>
        {outcome === 'NONE' ? null : (
          <Badge color="orange" variant="light" leftSection={<IconCopy size={12} aria-hidden="true" />}>
            {text('settings.example.mark', { connector })}
          </Badge>
        )}
      </Person>
    </Stack>
  );
}

function Person({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <Group gap="sm" wrap="nowrap" className={classes.person}>
      <span className={classes.icon} aria-hidden="true">
        {icon}
      </span>
      <Group gap="xs">{children}</Group>
    </Group>
  );
}
