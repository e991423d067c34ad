import { Button, Checkbox, Code, Group, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useMutation } from 'urql';
import { changes } from '../../graphql/changes.ts';
import type { Refusal } from '../../graphql/fragments.ts';
import { useText } from '../../messages/use-text.ts';
import { Copy } from '../../ui/copy.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { RefusalAlert } from '../../ui/refusal.tsx';
import { EraseContact } from './documents.ts';

type Props = {
  readonly contact: { readonly id: string; readonly name: string };
  readonly connector: string;
  readonly onClose: () => void;
  readonly onErased: () => void;
};

/** Erases a person for good, once their name has been typed; then shows the receipt. */
export function EraseDialog({ contact, connector, onClose, onErased }: Props) {
  const text = useText();
  const [typed, setTyped] = useState('');
  const [anonymizeInAts, setAnonymizeInAts] = useState(false);
  const [receipt, setReceipt] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<Pick<Refusal, 'message' | 'remedy'> | null>(null);
  const [{ fetching }, erase] = useMutation(EraseContact);
  const close = receipt === null ? onClose : leave;

  /** Who shows the person forgets them, too. */
  function leave() {
    onErased();
    changes.tell({ kind: 'GAP' });
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    const { data } = await erase({ input: { contactId: contact.id, anonymizeInAts } });
    const answer = data?.eraseContact;
    if (!answer) return setRefusal({ message: text('error.unsaved'), remedy: null });
    if (answer.__typename !== 'EraseContactSuccess') return setRefusal(answer);
    setReceipt(answer.receipt);
  }

  return (
    <Dialog title={text('erase.title', { name: contact.name })} onClose={close}>
      {receipt === null ? (
        <form onSubmit={submit}>
          <Stack gap="md">
            <Text size="sm">{text('erase.text', { name: contact.name })}</Text>
            <Checkbox
              label={text('erase.ats', { connector })}
              description={text('erase.ats.text', { connector })}
              checked={anonymizeInAts}
              onChange={(event) => setAnonymizeInAts(event.currentTarget.checked)}
            />
            <TextInput
              label={text('erase.confirm', { name: contact.name })}
              value={typed}
              autoComplete="off"
              data-autofocus
              onChange={(event) => setTyped(event.currentTarget.value)}
            />
            {refusal ? <RefusalAlert refusal={refusal} /> : null}
            <Group justify="flex-end">
              <Button variant="default" onClick={close}>
                {text('cancel')}
              </Button>
              <Button type="submit" color="red.9" loading={fetching} disabled={typed.trim() !== contact.name}>
                {text('erase.submit')}
              </Button>
            </Group>
          </Stack>
        </form>
      ) : (
        <Stack gap="md" role="status">
          <Text size="sm">{text('erase.done')}</Text>
          <Code block style={{ whiteSpace: 'pre-wrap' }}>
            {receipt}
          </Code>
          <Group justify="flex-end">
            <Copy value={receipt} />
            <Button onClick={close}>{text('close')}</Button>
          </Group>
        </Stack>
      )}
    </Dialog>
  );
}
