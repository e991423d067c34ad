import { Button, CloseButton, Group, List, Modal, PasswordInput, Stack, TextInput, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useMutation } from 'urql';
import type { Refusal } from '../../graphql/fragments.ts';
import { useText } from '../../messages/use-text.ts';
import { RefusalAlert } from '../../ui/refusal.tsx';
import { CredentialCheck } from './credential-check.tsx';
import { ConnectIntegration } from './documents.ts';
import { useCredentialCheck } from './use-credential-check.ts';
import type { ConnectorCard } from './use-integrations.ts';

type Props = { readonly connector: ConnectorCard; readonly onClose: () => void };

/** The steps to a key, the field for it, and what the ATS says of it while it is typed. */
export function ConnectDialog({ connector, onClose }: Props) {
  const text = useText();
  const navigate = useNavigate();
  const [credential, setCredential] = useState<Readonly<Record<string, string>>>({});
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [{ fetching }, connect] = useMutation(ConnectIntegration);
  const check = useCredentialCheck({ connectorId: connector.id, credential, fields: connector.form.fields.length });

  const title = text('connect.title', { connector: connector.name });

  async function submit(event: FormEvent) {
    event.preventDefault();
    const { data } = await connect({ input: { connectorId: connector.id, credential } });
    const answer = data?.connectIntegration;
    if (answer?.__typename !== 'Integration') return setRefusal(answer ?? null);
    notifications.show({
      color: 'teal',
      title: text('connect.done', { connector: connector.name }),
      message: text('connect.doneText'),
    });
    onClose();
    await navigate({ to: '/integrations/$integrationId', params: { integrationId: answer.id } });
  }

  return (
    <Modal.Root opened onClose={onClose} size="lg">
      <Modal.Overlay />
      <Modal.Content aria-label={title}>
        <Modal.Body p="lg">
          <Group justify="space-between" mb="lg">
            <Title order={2} size="h4">
              {title}
            </Title>
            <CloseButton onClick={onClose} aria-label={text('connect.close')} />
          </Group>
          <form onSubmit={submit} noValidate>
            <Stack gap="lg">
              <Stack gap="xs">
                <Title order={3} size="h6">
                  {text('connect.steps')}
                </Title>
                <List type="ordered" size="sm" spacing={4}>
                  {connector.form.steps.map((step) => (
                    <List.Item key={step}>{step}</List.Item>
                  ))}
                </List>
              </Stack>
              {connector.form.fields.map(({ name, label, help, secret }, place) => {
                const Input = secret === 'SECRET' ? PasswordInput : TextInput;
                return (
                  <Input
                    key={name}
                    label={label}
                    description={help}
                    value={credential[name] ?? ''}
                    autoComplete="off"
                    data-autofocus={place === 0 || undefined}
                    required
                    onChange={(event) => {
                      setRefusal(null);
                      setCredential({ ...credential, [name]: event.currentTarget.value });
                    }}
                  />
                );
              })}
              {refusal ? (
                <RefusalAlert refusal={refusal} />
              ) : (
                <CredentialCheck check={check} connector={connector.name} />
              )}
              <Group justify="flex-end">
                <Button variant="default" onClick={onClose}>
                  {text('connect.cancel')}
                </Button>
                <Button type="submit" loading={fetching}>
                  {text('connect.submit')}
                </Button>
              </Group>
            </Stack>
          </form>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
