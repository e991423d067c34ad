import { notifications } from '@mantine/notifications';
import { useNavigate } from '@tanstack/react-router';
import { useMutation } from 'urql';
import { useText } from '../../messages/use-text.ts';
import { type Credential, CredentialDialog } from './credential-dialog.tsx';
import { ConnectIntegration } from './documents.ts';
import type { ConnectorCard } from './use-integrations.ts';

type Props = { readonly connector: ConnectorCard; readonly onClose: () => void };

/** Connects an ATS, and goes on to choosing when contacts sync. */
export function ConnectDialog({ connector, onClose }: Props) {
  const text = useText();
  const navigate = useNavigate();
  const [, connect] = useMutation(ConnectIntegration);
  const { name } = connector;

  async function keep(credential: Credential) {
    const { data } = await connect({ input: { connectorId: connector.id, credential } });
    const answer = data?.connectIntegration;
    if (!answer) return { code: 'INTERNAL', message: text('error.unsaved'), remedy: null } as const;
    if (answer.__typename !== 'Integration') return answer;
    notifications.show({
      color: 'teal',
      title: text('connect.done', { connector: name }),
      message: text('connect.doneText'),
    });
    onClose();
    await navigate({ to: '/integrations/$integrationId', params: { integrationId: answer.id } });
    return null;
  }

  return (
    <CredentialDialog
      connector={connector}
      title={text('connect.title', { connector: name })}
      afterwards={text('connect.then', { connector: name })}
      action={text('connect.submit')}
      onClose={onClose}
      keep={keep}
    />
  );
}
