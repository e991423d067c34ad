import { Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { IntegrationParts } from '../../graphql/fragments.ts';
import { named } from '../../messages/named.ts';
import { useText } from '../../messages/use-text.ts';
import { ButtonLink } from '../../ui/links.tsx';
import { SameCauseLink } from '../contact/same-cause-link.tsx';
import { failureOf } from '../contact/states.ts';
import type { RunParts } from './documents.ts';
import { ResyncDialog } from './resync-dialog.tsx';

type Failure = RunParts['failures'][number];
type Props = { readonly run: RunParts; readonly integration: IntegrationParts; readonly mayChange: boolean };

/** The failures of a run by cause: what went wrong, what to do, and trying these again. */
export function RunFailures({ run, integration, mayChange }: Props) {
  const text = useText();
  const [retrying, setRetrying] = useState<Failure['code'] | null>(null);
  const connector = integration.connector.name;
  const causeOf = ({ code, message }: Failure) => {
    const failure = failureOf(code);
    return failure ? text(`failure.${failure}`, { connector }) : named(message, connector);
  };
  if (run.failures.length === 0) return null;
  return (
    <Card component="section" aria-label={text('run.failures')}>
      <Stack gap="lg">
        <Title order={2} size="h5">
          {text('run.failures')}
        </Title>
        {run.failures.map((failure) => (
          <Group key={failure.code} justify="space-between" align="flex-start">
            <Stack gap={2} maw={620} align="flex-start">
              <Text fw={600}>
                {text('run.failures.contacts', { count: failure.count })}: {causeOf(failure)}
              </Text>
              {failure.remedy ? (
                <Text size="sm" c="dimmed">
                  {named(failure.remedy.message, connector)}
                </Text>
              ) : null}
              <SameCauseLink code={failure.code} message={causeOf(failure)} />
            </Stack>
            <Group gap="sm">
              {failure.code === 'JOB_NOT_OPEN' || failure.code === 'JOB_REQUIRED' ? (
                <ButtonLink to="/sequences" variant="default">
                  {text('run.chooseJob')}
                </ButtonLink>
              ) : null}
              <Button variant="light" disabled={!mayChange} onClick={() => setRetrying(failure.code)}>
                {text('run.retry', { count: failure.count })}
              </Button>
            </Group>
          </Group>
        ))}
      </Stack>
      {retrying ? (
        <ResyncDialog
          wish={{ runId: run.id, errorCodes: [retrying] }}
          integration={integration}
          onClose={() => setRetrying(null)}
        />
      ) : null}
    </Card>
  );
}
