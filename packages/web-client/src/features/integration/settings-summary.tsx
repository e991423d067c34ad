import { Alert, Stack, Text } from '@mantine/core';
import { IconBulb } from '@tabler/icons-react';
import { useQuery } from 'urql';
import type { IntegrationParts, Settings } from '../../graphql/fragments.ts';
import { Say } from '../../messages/say.tsx';
import { useText } from '../../messages/use-text.ts';
import { SwitchedOff } from '../sequence/documents.ts';
import { SettingsPreview } from './settings-preview.tsx';

type Props = {
  readonly settings: Settings;
  readonly integration: IntegrationParts;
  readonly changed: boolean;
};

/** The policy in one sentence that follows every choice; and, before it is saved, who is affected. */
export function SettingsSummary({ settings, integration, changed }: Props) {
  const text = useText();
  return (
    <Alert icon={<IconBulb />} title={text('settings.sum')}>
      <Stack gap="sm">
        <Text size="sm" aria-live="polite">
          <Policy settings={settings} connector={integration.connector.name} />
        </Text>
        {changed ? <SettingsPreview settings={settings} integration={integration} /> : null}
      </Stack>
    </Alert>
  );
}

function Policy({ settings: { mode, defaultJob }, connector }: { settings: Settings; connector: string }) {
  const [{ data }] = useQuery({ query: SwitchedOff });
  const off = data?.sequences.totalCount ?? 0;
  if (mode === 'OFF') return <Say id="settings.sum.OFF" values={{ connector }} />;
  return defaultJob ? (
    <Say id={`settings.sum.${mode}.job`} values={{ job: defaultJob.title, off }} />
  ) : (
    <Say id={`settings.sum.${mode}.noJob`} values={{ off }} />
  );
}
