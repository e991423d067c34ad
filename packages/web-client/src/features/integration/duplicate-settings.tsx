import { Card, Radio, SimpleGrid, Stack, Switch, Text, Title } from '@mantine/core';
import type { Settings } from '../../graphql/fragments.ts';
import { useText } from '../../messages/use-text.ts';
import { DuplicateExample } from './duplicate-example.tsx';

const onDuplicates = ['HOLD', 'WARN'] as const;

type Props = {
  readonly settings: Settings;
  readonly connector: string;
  readonly mayChange: boolean;
  readonly onChange: (part: Partial<Settings>) => void;
};

/** What happens to people who are in the ATS already, shown by an example that follows the choice. */
export function DuplicateSettings({ settings: { deduplication, onDuplicate }, connector, mayChange, onChange }: Props) {
  const text = useText();
  return (
    <Card>
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="xl">
        <Stack gap="md">
          <Title order={2} size="h5">
            {text('settings.duplicates', { connector })}
          </Title>
          <Switch
            label={text('settings.deduplication', { connector })}
            description={text('settings.deduplication.text')}
            checked={deduplication}
            disabled={!mayChange}
            onChange={(event) => onChange({ deduplication: event.currentTarget.checked })}
          />
          <Radio.Group
            label={text('settings.onDuplicate')}
            value={onDuplicate}
            onChange={(value) => onChange({ onDuplicate: onDuplicates.find((known) => known === value) ?? 'HOLD' })}
          >
            <Stack gap="sm" mt="xs">
              {onDuplicates.map((value) => (
                <Radio
                  key={value}
                  value={value}
                  label={text(`settings.onDuplicate.${value}`)}
                  description={text(`settings.onDuplicate.${value}.text`)}
                  disabled={!mayChange || !deduplication}
                />
              ))}
            </Stack>
          </Radio.Group>
          <Text size="sm" c="dimmed">
            {text('settings.never')}
          </Text>
        </Stack>
        <DuplicateExample outcome={deduplication ? onDuplicate : 'NONE'} connector={connector} />
      </SimpleGrid>
    </Card>
  );
}
