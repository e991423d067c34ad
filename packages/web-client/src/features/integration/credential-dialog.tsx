import { Button, Group, SimpleGrid, Stack } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Refusal } from '../../graphql/fragments.ts';
import { useText } from '../../messages/use-text.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { RefusalAlert } from '../../ui/refusal.tsx';
import { CredentialCheck } from './credential-check.tsx';
import { CredentialFields, CredentialSteps } from './credential-form.tsx';
import { useCredentialCheck } from './use-credential-check.ts';
import type { ConnectorCard } from './use-integrations.ts';

export type Credential = Readonly<Record<string, string>>;

type Props = {
  readonly connector: ConnectorCard;
  readonly title: string;
  /** What happens when the key is kept. */
  readonly afterwards: string;
  readonly action: string;
  readonly onClose: () => void;
  /** Keeps the credential; answers with why not, or with null when it is done. */
  readonly keep: (credential: Credential) => Promise<Pick<Refusal, 'code' | 'message' | 'remedy'> | null>;
};

/** The steps to a key beside the field for it, and what the ATS says of it as soon as it is there. */
export function CredentialDialog({ connector, title, afterwards, action, onClose, keep }: Props) {
  const text = useText();
  const { id: connectorId, name, form } = connector;
  const [credential, setCredential] = useState<Credential>({});
  const [refusal, setRefusal] = useState<Pick<Refusal, 'message' | 'remedy'> | null>(null);
  const [keeping, setKeeping] = useState(false);
  const { check, again } = useCredentialCheck({ connectorId, credential, fields: form.fields.length });

  async function submit(event: FormEvent) {
    event.preventDefault();
    setKeeping(true);
    const refused = await keep(credential);
    setKeeping(false);
    // A key that may do too little is explained by the check, which says it permission by permission.
    if (refused?.code === 'PERMISSION_MISSING') again();
    else setRefusal(refused);
  }

  return (
    <Dialog title={title} size="xl" onClose={onClose}>
      <form onSubmit={submit} noValidate>
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xl">
          <CredentialSteps steps={form.steps} afterwards={afterwards} />
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
              <RefusalAlert refusal={refusal} connector={name} />
            ) : (
              <CredentialCheck check={check} connector={name} onAgain={again} />
            )}
          </Stack>
        </SimpleGrid>
        <Group justify="flex-end" mt="xl">
          <Button variant="default" onClick={onClose}>
            {text('cancel')}
          </Button>
          <Button type="submit" loading={keeping}>
            {action}
          </Button>
        </Group>
      </form>
    </Dialog>
  );
}
