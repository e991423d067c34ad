import { Alert, List, Stack, Text } from '@mantine/core';
import { IconBulb } from '@tabler/icons-react';
import { useQuery } from 'urql';
import type { Settings } from '../../graphql/fragments.ts';
import { Say } from '../../messages/say.tsx';
import { useText } from '../../messages/use-text.ts';
import { Sequences } from '../sequence/documents.ts';

type Props = { readonly settings: Settings; readonly connector: string; readonly changed: boolean };

/** The policy in one sentence that follows every choice; and, before it is saved, who is affected. */
export function SettingsSummary({ settings, connector, changed }: Props) {
  const text = useText();
  return (
    <Alert icon={<IconBulb />} title={text('settings.sum')}>
      <Stack gap="sm">
        <Text size="sm" aria-live="polite">
          <Policy settings={settings} connector={connector} />
        </Text>
        {changed ? (
          <>
            <Text size="sm" fw={600}>
              {text('settings.affected')}
            </Text>
            <List size="sm" spacing={4}>
              <List.Item>{text('settings.affected.new')}</List.Item>
              <List.Item>{text('settings.affected.old', { connector })}</List.Item>
            </List>
          </>
        ) : null}
      </Stack>
    </Alert>
  );
}

function Policy({ settings: { mode, defaultJob }, connector }: { settings: Settings; connector: string }) {
  const [{ data }] = useQuery({ query: Sequences, variables: { search: '' } });
  const off = data?.sequences.nodes.filter(({ syncEnabled }) => !syncEnabled).length ?? 0;
  if (mode === 'OFF') return <Say id="settings.sum.OFF" values={{ connector }} />;
  return defaultJob ? (
    <Say id={`settings.sum.${mode}.job`} values={{ job: defaultJob.title, off }} />
  ) : (
    <Say id={`settings.sum.${mode}.noJob`} values={{ off }} />
  );
}
