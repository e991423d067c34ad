import { Alert, Button, Card, Group, Skeleton, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconEye } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { CombinedError } from 'urql';
import { useText } from '../messages/use-text.ts';
import { Copy } from './copy.tsx';

/** What a screen shows until its data is there. */
export function Loading({ lines = 3 }: { lines?: number }) {
  return (
    <Stack gap="md" aria-busy="true">
      {Array.from({ length: lines }, (_, line) => (
        <Skeleton key={line} height={88} radius="lg" />
      ))}
    </Stack>
  );
}

/** Nothing there: one sentence, and at most one thing to do. */
export function Empty({ text, action }: { text: string; action?: ReactNode }) {
  return (
    <Card>
      <Stack align="center" py="xl" gap="md">
        <Text c="dimmed" ta="center">
          {text}
        </Text>
        {action}
      </Stack>
    </Card>
  );
}

type FailedProps = {
  readonly error: CombinedError;
  readonly retry: () => void;
  /** What could not be done; without it, what stands here could not be loaded. */
  readonly title?: string;
};

/** Something failed that nobody foresaw. */
export function Failed({ error, retry, title }: FailedProps) {
  const text = useText();
  const requestId = error.graphQLErrors
    .map(({ extensions }) => extensions.requestId)
    .find((id) => typeof id === 'string');
  return (
    <Alert color="red" icon={<IconAlertTriangle />} title={title ?? text('error.title')} role="alert">
      <Stack gap="sm" align="flex-start">
        <Text size="sm">{error.networkError ? text('error.offline') : error.graphQLErrors[0]?.message}</Text>
        {requestId ? (
          <Group gap="xs">
            <Text size="sm">{text('error.request', { id: requestId })}</Text>
            <Copy value={requestId} />
          </Group>
        ) : null}
        <Button variant="default" onClick={retry}>
          {text('error.retry')}
        </Button>
      </Stack>
    </Alert>
  );
}

type ReadOnlyProps = { readonly account: string; readonly what?: 'CHANGE' | 'AUDIT' | 'TOKENS' };

/** Said to those who may not change something, or not see it. */
export function ReadOnly({ account, what = 'CHANGE' }: ReadOnlyProps) {
  const text = useText();
  return (
    <Alert variant="default" icon={<IconEye />} title={text(`readOnly.${what}.title`)}>
      {text(`readOnly.${what}`, { account })}
    </Alert>
  );
}
