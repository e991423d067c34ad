import { notifications } from '@mantine/notifications';
import { useMutation } from 'urql';
import { useText } from '../../messages/use-text.ts';
import { type Credential, CredentialDialog } from './credential-dialog.tsx';
import { ReplaceCredential } from './documents.ts';
import type { ConnectorCard } from './use-integrations.ts';

type Props = { readonly connector: ConnectorCard; readonly integrationId: string; readonly onClose: () => void };

/** Another key for the same organisation: settings and syncs stay, and what waited for a good key goes on. */
export function ReplaceDialog({ connector, integrationId, onClose }: Props) {
  const text = useText();
  const [, replace] = useMutation(ReplaceCredential);

  async function keep(credential: Credential) {
    const { data } = await replace({ input: { integrationId, credential } });
    const answer = data?.replaceCredential;
    if (!answer) return { code: 'INTERNAL', message: text('error.unsaved'), remedy: null } as const;
    if (answer.__typename !== 'Integration') return answer;
    notifications.show({
      color: 'teal',
      title: text('key.replaced'),
      message: text('key.replaced.text', { connector: connector.name }),
    });
    onClose();
    return null;
  }

  return (
    <CredentialDialog
      connector={connector}
      title={text('key.replace.title', { connector: connector.name })}
      afterwards={text('key.replace.then', { connector: connector.name })}
      action={text('key.replace')}
      onClose={onClose}
      keep={keep}
    />
  );
}
