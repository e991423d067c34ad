import { Group, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';

type PageProps = {
  readonly title: string;
  readonly text?: string | undefined;
  /** Where this screen was come from. */
  readonly back?: ReactNode;
  readonly action?: ReactNode;
  readonly children: ReactNode;
};

/** A screen: what it is, in one line what it is for, and the rest. */
export function Page({ title, text, back, action, children }: PageProps) {
  useEffect(() => {
    document.title = `${title} · Handoff`;
  }, [title]);
  return (
    <Stack gap="lg" maw={1200} mx="auto" w="100%">
      <Stack gap="xs">
        {back}
        <Group justify="space-between" align="flex-end" wrap="wrap">
          <Stack gap={4}>
            <Title order={1} size="h2">
              {title}
            </Title>
            {text ? <Text c="dimmed">{text}</Text> : null}
          </Stack>
          {action}
        </Group>
      </Stack>
      {children}
    </Stack>
  );
}
