import { Group, List, Loader, Stack, Text, ThemeIcon } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import { useText } from '../../messages/use-text.ts';
import { RefusalAlert } from '../../ui/refusal.tsx';
import type { Check } from './use-credential-check.ts';

/** What the ATS says of a key, permission by permission. */
export function CredentialCheck({ check, connector }: { check: Check; connector: string }) {
  const text = useText();
  if (check.status === 'IDLE') return <div aria-live="polite" />;
  if (check.status === 'CHECKING') {
    return (
      <Group gap="sm" aria-live="polite">
        <Loader size="xs" />
        <Text size="sm">{text('connect.checking', { connector })}</Text>
      </Group>
    );
  }
  const { answer } = check;
  if (answer.__typename !== 'CredentialReport') return <RefusalAlert refusal={answer} />;
  const { permissions } = answer;
  return (
    <Stack gap="xs" aria-live="polite">
      <Text size="sm" fw={600}>
        {text(
          permissions.every(({ granted, need }) => granted || need === 'FEATURE')
            ? 'connect.good'
            : 'connect.permissions',
        )}
      </Text>
      <List size="sm" spacing="xs" center>
        {permissions.map(({ name, granted, requiredBy }) => (
          <List.Item key={name} icon={<Tick granted={granted} />}>
            <Text span size="sm" fw={500}>
              {name}
            </Text>{' '}
            <Text span size="sm" c="dimmed">
              {text(granted ? 'connect.granted' : 'connect.missing')} ·{' '}
              {text('connect.unlocks', { features: requiredBy.join(', ').toLowerCase() })}
            </Text>
          </List.Item>
        ))}
      </List>
    </Stack>
  );
}

function Tick({ granted }: { granted: boolean }) {
  return (
    <ThemeIcon color={granted ? 'teal' : 'red'} size={20} radius="xl" aria-hidden="true">
      {granted ? <IconCheck size={14} /> : <IconX size={14} />}
    </ThemeIcon>
  );
}
