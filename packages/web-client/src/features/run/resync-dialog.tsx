import { Button, Checkbox, Group, Skeleton, Stack, Text } from '@mantine/core';
import type { IntegrationParts } from '../../graphql/fragments.ts';
import { useText } from '../../messages/use-text.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { RefusalAlert } from '../../ui/refusal.tsx';
import { Failed } from '../../ui/states.tsx';
import { useViewer } from '../viewer.ts';
import type { Override, Preview } from './documents.ts';
import { PreviewedOutcomes } from './previewed-outcomes.tsx';
import { useResync, type Wish } from './use-resync.ts';

const lifts: readonly { readonly override: Override; readonly reasons: readonly string[] }[] = [
  { override: 'MODE', reasons: ['SYNC_OFF', 'SWITCHED_OFF'] },
  { override: 'SEQUENCE_SWITCH', reasons: ['SEQUENCE_SYNC_OFF'] },
  { override: 'REPLY_WAIT', reasons: ['WAITING_FOR_REPLY'] },
];

type Props = {
  readonly wish: Omit<Wish, 'integrationId'>;
  readonly integration: IntegrationParts;
  readonly onClose: () => void;
};

/** What a resync would do, before anything moves; what it may set aside, named as such; and its start. */
export function ResyncDialog({ wish, integration, onClose }: Props) {
  const text = useText();
  const { mayChange } = useViewer();
  const connector = integration.connector.name;
  const resync = useResync({ ...wish, integrationId: integration.id }, onClose);
  const { preview, overrides } = resync;
  const going = preview ? goingOf(preview) : 0;
  const offered = lifts.filter(
    ({ override, reasons }) =>
      overrides.includes(override) || preview?.outcomes.some(({ reason }) => reasons.includes(reason ?? '')),
  );
  return (
    <Dialog title={text('resync.title', { connector })} onClose={onClose}>
      <Stack gap="lg" aria-live="polite">
        {resync.error ? <Failed error={resync.error} retry={resync.again} /> : null}
        {preview ? (
          <PreviewedOutcomes preview={preview} connector={connector} sequenceId={wish.sequenceId ?? null} />
        ) : (
          <Skeleton height={150} radius="md" />
        )}
        {mayChange && offered.length > 0 ? (
          <Checkbox.Group
            label={text('resync.overrides')}
            description={text('resync.overrides.text')}
            value={[...overrides]}
          >
            <Stack gap="sm" mt="sm">
              {offered.map(({ override }) => (
                <Checkbox
                  key={override}
                  value={override}
                  label={text(`resync.override.${override}`)}
                  onChange={() => resync.toggle(override)}
                />
              ))}
            </Stack>
          </Checkbox.Group>
        ) : null}
        {preview ? <Cost preview={preview} connector={connector} /> : null}
        {resync.refusal ? <RefusalAlert refusal={resync.refusal} /> : null}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            {text('cancel')}
          </Button>
          <Button onClick={resync.start} loading={resync.starting} disabled={going === 0}>
            {text('resync.start', { count: going })}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}

function goingOf({ outcomes }: Preview): number {
  return outcomes.filter(({ outcome }) => outcome !== 'SKIPPED').reduce((sum, { count }) => sum + count, 0);
}

function Cost({ preview: { remoteCalls, estimatedSeconds }, connector }: { preview: Preview; connector: string }) {
  const text = useText();
  if (remoteCalls === 0) return null;
  const minutes = Math.ceil(estimatedSeconds / 60);
  const time = estimatedSeconds < 60 ? text('resync.time.seconds') : text('resync.time.minutes', { minutes });
  return (
    <Text size="sm" c="dimmed">
      {text('resync.cost', { calls: remoteCalls, connector, time })}
    </Text>
  );
}
