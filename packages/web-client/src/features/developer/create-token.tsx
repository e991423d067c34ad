import { Alert, Button, Checkbox, Code, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useMutation } from 'urql';
import type { Refusal } from '../../graphql/fragments.ts';
import { useText } from '../../messages/use-text.ts';
import { Copy } from '../../ui/copy.tsx';
import { RefusalAlert } from '../../ui/refusal.tsx';
import { CreateApiToken, type Scope } from './documents.ts';

const scopes = ['READ', 'CONTACTS', 'MANAGE'] as const;
const lifetimes = [30, 90, 365] as const;
const dayMs = 86_400_000;

/** Makes a token for a program; its secret is shown once, here. */
export function CreateToken({ onMade }: { onMade: () => void }) {
  const text = useText();
  const [name, setName] = useState('');
  const [chosen, setChosen] = useState<readonly Scope[]>(['READ']);
  const [days, setDays] = useState(90);
  const [secret, setSecret] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<Pick<Refusal, 'message' | 'remedy'> | null>(null);
  const [{ fetching }, create] = useMutation(CreateApiToken);

  async function submit(event: FormEvent) {
    event.preventDefault();
    const expiresAt = new Date(Date.now() + days * dayMs).toISOString();
    const { data } = await create({ input: { name, scopes: [...chosen], expiresAt } });
    const answer = data?.createApiToken;
    if (!answer) return setRefusal({ message: text('error.unsaved'), remedy: null });
    if (answer.__typename !== 'CreateApiTokenSuccess') return setRefusal(answer);
    setRefusal(null);
    setSecret(answer.secret);
    setName('');
    onMade();
  }

  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <Group align="flex-start" gap="md">
          <TextInput
            label={text('developers.name')}
            value={name}
            maxLength={100}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Select
            label={text('developers.days')}
            data={lifetimes.map((value) => ({ value: String(value), label: text('developers.day', { days: value }) }))}
            value={String(days)}
            allowDeselect={false}
            onChange={(value) => setDays(lifetimes.find((known) => String(known) === value) ?? 90)}
            w={140}
          />
          <Checkbox.Group
            label={text('developers.scopes')}
            value={[...chosen]}
            onChange={(values) => setChosen(scopes.filter((scope) => values.includes(scope)))}
          >
            <Group mt={8}>
              {scopes.map((scope) => (
                <Checkbox key={scope} value={scope} label={text(`developers.scope.${scope}`)} />
              ))}
            </Group>
          </Checkbox.Group>
        </Group>
        <Group>
          <Button type="submit" loading={fetching} disabled={name.trim() === '' || chosen.length === 0}>
            {text('developers.create')}
          </Button>
        </Group>
        {refusal ? <RefusalAlert refusal={refusal} /> : null}
        {secret ? (
          <Alert color="teal" icon={<IconKey />} title={text('developers.secret')} role="status">
            <Stack gap="sm" align="flex-start">
              <Code block>{secret}</Code>
              <Copy value={secret} />
              <Text size="sm">{text('developers.secret.text')}</Text>
            </Stack>
          </Alert>
        ) : null}
      </Stack>
    </form>
  );
}
