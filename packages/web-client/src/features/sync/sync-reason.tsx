import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { IntegrationParts } from '../../graphql/fragments.ts';
import { named } from '../../messages/named.ts';
import { useMoment, useText } from '../../messages/use-text.ts';
import { ButtonLink } from '../../ui/links.tsx';
import { SameCauseLink } from '../contact/same-cause-link.tsx';
import { ResyncDialog } from '../run/resync-dialog.tsx';
import type { SyncDetailsOf } from './documents.ts';
import { DuplicateDecision } from './duplicate-decision.tsx';

const colors = {
  NOT_SYNCED: 'gray',
  QUEUED: 'blue',
  SYNCING: 'indigo',
  SYNCED: 'teal',
  EXISTS: 'orange',
  FAILED: 'red',
} as const;

type Props = { readonly sync: SyncDetailsOf; readonly integration: IntegrationParts };

/** What happened to this person, in a sentence, and the button that changes it. */
export function SyncReason({ sync, integration }: Props) {
  const text = useText();
  const moment = useMoment();
  const { error, duplicateOf } = sync;
  const values = { name: sync.enrollment.contact.name, connector: integration.connector.name };
  const say = (sentence: string) => named(sentence, values.connector);
  const title = sync.reason
    ? text(`why.reason.${sync.reason}`, values)
    : sync.state === 'NOT_SYNCED'
      ? sync.label
      : text(`why.state.${sync.state}`, values);
  return (
    <Alert color={colors[sync.state]} icon={<IconInfoCircle />} title={title}>
      <Stack gap="sm" align="flex-start">
        {error ? (
          <Text size="sm">
            {say(error.message)} {text('why.attempts', { attempts: error.attempts })}{' '}
            {error.retryAt ? text('why.retryAt', { time: moment(error.retryAt) }) : say(error.remedy?.message ?? '')}
          </Text>
        ) : null}
        {error && sync.state === 'FAILED' ? <SameCauseLink code={error.code} message={say(error.message)} /> : null}
        {sync.matches.length > 0 && (sync.state === 'EXISTS' || error?.code === 'AMBIGUOUS_MATCH') ? (
          <DuplicateDecision sync={sync} connector={values.connector} />
        ) : duplicateOf ? (
          <Text size="sm">{text('why.duplicate', { ...values, date: moment(duplicateOf.createdAt) })}</Text>
        ) : null}
        <Fix sync={sync} integration={integration} />
      </Stack>
    </Alert>
  );
}

/** The one thing to do about it, where there is one. */
function Fix({ sync, integration }: Props): ReactNode {
  const text = useText();
  const { state, reason, error, enrollment } = sync;
  if (reason === 'SYNC_OFF') {
    return (
      <ButtonLink to="/integrations/$integrationId" params={{ integrationId: integration.id }} size="compact-sm">
        {text('sequence.modeOff.link')}
      </ButtonLink>
    );
  }
  if (reason === 'SEQUENCE_SYNC_OFF' || error?.code === 'JOB_NOT_OPEN' || error?.code === 'JOB_REQUIRED') {
    return (
      <Group gap="sm">
        <ButtonLink to="/sequences/$sequenceId" params={{ sequenceId: enrollment.sequence.id }} size="compact-sm">
          {text(reason ? 'why.fix.sequence' : 'why.fix.job')}
        </ButtonLink>
        <Resync sync={sync} integration={integration} />
      </Group>
    );
  }
  const resyncs = state === 'FAILED' || (state === 'NOT_SYNCED' && reason !== 'MISSING_EMAIL');
  return resyncs ? <Resync sync={sync} integration={integration} /> : null;
}

function Resync({ sync, integration }: Props) {
  const text = useText();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button size="compact-sm" variant="default" onClick={() => setAsking(true)}>
        {text('why.fix.resync')}
      </Button>
      {asking ? (
        <ResyncDialog
          wish={{ contactIds: [sync.enrollment.contact.id] }}
          integration={integration}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </>
  );
}
