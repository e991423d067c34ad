import { Button, Group, SimpleGrid, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useMutation } from 'urql';
import type { Refusal } from '../../graphql/fragments.ts';
import { useText } from '../../messages/use-text.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { RefusalAlert } from '../../ui/refusal.tsx';
import { CredentialCheck } from './credential-check.tsx';
import { CredentialFields, CredentialSteps } from './credential-form.tsx';
import { ConnectIntegration } from './documents.ts';
import { useCredentialCheck } from './use-credential-check.ts';
import type { ConnectorCard } from './use-integrations.ts';

type Props = { readonly connector: ConnectorCard; readonly onClose: () => void };

/** The steps to a key beside the field for it, and what the ATS says of it as soon as it is there. */
export function ConnectDialog({ connector, onClose }: Props) {
  const text = useText();
  const navigate = useNavigate();
  const { id: connectorId, name, form } = connector;
  const [credential, setCredential] = useState<Readonly<Record<string, string>>>({});
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [{ fetching }, connect] = useMutation(ConnectIntegration);
  const { check, again } = useCredentialCheck({ connectorId, credential, fields: form.fields.length });

  async function submit(event: FormEvent) {
    event.preventDefault();
    const { data } = await connect({ input: { connectorId, credential } });
    const answer = data?.connectIntegration;
    // A key that may do too little is explained by the check, which says it permission by permission.
    if (answer?.__typename === 'RefusedError' && answer.code === 'PERMISSION_MISSING') return again();
    if (answer?.__typename !== 'Integration') return setRefusal(answer ?? null);
    notifications.show({
      color: 'teal',
      title: text('connect.done', { connector: name }),
      message: text('connect.doneText'),
    });
    onClose();
    await navigate({ to: '/integrations/$integrationId', params: { integrationId: answer.id } });
  }

  return (
    <Dialog title={text('connect.title', { connector: name })} size="xl" onClose={onClose}>
      <form onSubmit={submit} noValidate>
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xl">
          <CredentialSteps steps={form.steps} connector={name} />
          <Stack gap="md">
            <CredentialFields
              fields={form.fields}
              credential={credential}
              onChange={(changed) => {
                setRefusal(null);
                setCredential(changed);
              }}
            />
            {refusal ? (
              <RefusalAlert refusal={refusal} />
            ) : (
              <CredentialCheck check={check} connector={name} onAgain={again} />
            )}
          </Stack>
        </SimpleGrid>
        <Group justify="flex-end" mt="xl">
          <Button variant="default" onClick={onClose}>
            {text('cancel')}
          </Button>
          <Button type="submit" loading={fetching}>
            {text('connect.submit')}
          </Button>
        </Group>
      </form>
    </Dialog>
  );
}
