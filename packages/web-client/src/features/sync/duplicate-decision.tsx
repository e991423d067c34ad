import { Anchor, Button, Group, Radio, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useMoment, useText } from '../../messages/use-text.ts';
import { RefusalAlert } from '../../ui/refusal.tsx';
import { useViewer } from '../viewer.ts';
import type { SyncDetailsOf } from './documents.ts';
import { useResolve } from './use-resolve.ts';

/** The person in the ATS with this email: link the contact to them, or leave both alone. Of several, one is chosen. */
export function DuplicateDecision({ sync, connector }: { sync: SyncDetailsOf; connector: string }) {
  const text = useText();
  const { mayChange } = useViewer();
  const { matches } = sync;
  const [chosen, setChosen] = useState(matches[0]?.remoteId ?? null);
  const { resolve, resolving, refusal } = useResolve();
  const link = () => resolve([{ syncId: sync.id, resolution: 'LINK', candidateRemoteId: chosen }]);
  const dismiss = () => resolve([{ syncId: sync.id, resolution: 'DISMISS' }]);
  return (
    <Stack gap="md">
      <Radio.Group
        label={text('duplicate.who', { connector, count: matches.length })}
        value={chosen}
        onChange={setChosen}
      >
        <Stack gap="sm" mt="xs">
          {matches.map((match, place) => (
            <Match key={match.remoteId} match={match} place={place + 1} count={matches.length} connector={connector} />
          ))}
        </Stack>
      </Radio.Group>
      {refusal ? <RefusalAlert refusal={refusal} /> : null}
      <Group gap="sm">
        <Button size="compact-md" loading={resolving} disabled={!mayChange} onClick={link}>
          {text('duplicate.link')}
        </Button>
        <Button size="compact-md" variant="default" disabled={!mayChange || resolving} onClick={dismiss}>
          {text('duplicate.dismiss')}
        </Button>
      </Group>
      <Text size="sm" c="dimmed">
        {text('duplicate.text', { connector })}
      </Text>
    </Stack>
  );
}

type MatchProps = { match: SyncDetailsOf['matches'][number]; place: number; count: number; connector: string };

function Match({ match: { remoteId, url, createdAt }, place, count, connector }: MatchProps) {
  const text = useText();
  const moment = useMoment();
  return (
    <Group gap="sm">
      <Radio value={remoteId} label={text('duplicate.match', { count, place, date: moment(createdAt) })} />
      {url ? (
        <Anchor href={url} target="_blank" rel="noreferrer" size="sm" c="inherit" underline="always">
          {text('duplicate.see', { connector, count, place })}
        </Anchor>
      ) : null}
    </Group>
  );
}
