import { notifications } from '@mantine/notifications';
import { useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useMutation, useQuery } from 'urql';
import type { Refusal } from '../../graphql/fragments.ts';
import { useText } from '../../messages/use-text.ts';
import { type Override, PreviewResync, type ResyncInput, StartResync } from './documents.ts';

/** Whom a resync is about, without what it sets aside. */
export type Wish = Omit<ResyncInput, 'overrides'>;

/** The preview of a resync under chosen overrides, and its start, which happens once however often it is asked for. */
export function useResync(wish: Wish, onStarted: () => void) {
  const text = useText();
  const navigate = useNavigate();
  const key = useRef(crypto.randomUUID());
  const [overrides, setOverrides] = useState<readonly Override[]>([]);
  const [refusal, setRefusal] = useState<Pick<Refusal, 'message' | 'remedy'> | null>(null);
  const [, ask] = useMutation(StartResync);
  const [starting, setStarting] = useState(false);
  const input = { ...wish, overrides: [...overrides] };
  const [{ data, error, fetching }, again] = useQuery({
    query: PreviewResync,
    variables: { input },
    requestPolicy: 'network-only',
  });

  async function start() {
    setStarting(true);
    const { data: answered } = await ask({ input: { ...input, idempotencyKey: key.current } });
    setStarting(false);
    const answer = answered?.startResync;
    if (!answer) return setRefusal({ message: text('error.unsaved'), remedy: null });
    if (answer.__typename !== 'ResyncRun') return setRefusal(answer);
    onStarted();
    // Of one contact, the row itself shows what becomes of it.
    if (answer.total <= 1) return notifications.show({ message: text('resync.startedOne') });
    await navigate({ to: '/runs/$runId', params: { runId: answer.id } });
  }

  return {
    preview: fetching ? null : (data?.previewResync ?? null),
    error,
    again,
    overrides,
    toggle: (override: Override) =>
      setOverrides((before) =>
        before.includes(override) ? before.filter((one) => one !== override) : [...before, override],
      ),
    refusal,
    start,
    starting,
  };
}
