import { Button, Card, Center, Loader, Stack, Text, TextInput, Title } from '@mantine/core';
import { type FormEvent, useEffect, useState } from 'react';
import { useText } from '../messages/use-text.ts';
import { signIn } from '../session.ts';
import { RefusalAlert } from '../ui/refusal.tsx';

/** The code of the link that was opened; it leaves the address at once, and works only once. */
const opened = location.pathname === '/sign-in' ? location.hash.slice(1) : '';
if (opened) history.replaceState(null, '', '/sign-in');
let exchanged: Promise<string | null> | null = null;

export function SignInScreen() {
  const text = useText();
  const [input, setInput] = useState('');
  const [working, setWorking] = useState(opened !== '' && exchanged === null);
  const [refusal, setRefusal] = useState<string | null>(null);

  async function exchange(answer: Promise<string | null>) {
    setWorking(true);
    setRefusal(await answer.catch(() => text('signIn.failed')));
    setWorking(false);
  }

  useEffect(() => {
    if (!opened || exchanged) return;
    exchanged = signIn(opened);
    exchange(exchanged);
  }, []);

  function submit(event: FormEvent) {
    event.preventDefault();
    exchange(signIn(input.trim().split('#').at(-1) ?? ''));
  }

  return (
    <Center mih="100vh" p="md" component="main">
      <Card maw={440} w="100%" p="xl" shadow="sm">
        <form onSubmit={submit}>
          <Stack gap="lg">
            <img src="/favicon.svg" width={44} height={44} alt="" />
            <Stack gap="xs">
              <Title order={1} size="h3">
                {text('signIn.title')}
              </Title>
              <Text c="dimmed">{working ? text('signIn.working') : text('signIn.text')}</Text>
            </Stack>
            {working ? <Loader size="sm" /> : null}
            {refusal ? <RefusalAlert refusal={{ message: refusal, remedy: null }} /> : null}
            <TextInput
              label={text('signIn.field')}
              value={input}
              autoComplete="off"
              onChange={(event) => setInput(event.currentTarget.value)}
            />
            <Button type="submit" disabled={input.trim() === ''} loading={working}>
              {text('signIn.submit')}
            </Button>
          </Stack>
        </form>
      </Card>
    </Center>
  );
}
