import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useClient } from 'urql';
import type { Refusal } from '../../graphql/fragments.ts';
import { useText } from '../../messages/use-text.ts';
import type { Sample } from '../../sample.ts';
import { StartResync } from '../run/documents.ts';
import { ConnectIntegration, Jobs, UpdateSyncSettings } from './documents.ts';

type Step = 'CONNECTING' | 'CHOOSING' | 'STARTING';
type Why = Pick<Refusal, 'message' | 'remedy'>;

export type Trial = { readonly step: Step | null; readonly refusal: Why | null; begin(): Promise<void> };

/** What a person would do at first, in their place: connect, choose when and into which job, resync everybody. */
export function useSampleData(sample: Sample | null): Trial | null {
  const text = useText();
  const client = useClient();
  const navigate = useNavigate();
  const [step, setStep] = useState<Step | null>(null);
  const [refusal, setRefusal] = useState<Why | null>(null);
  const unsaved: Why = { message: text('error.unsaved'), remedy: null };

  async function run({ connectorId, credential }: Sample): Promise<Why | null> {
    setStep('CONNECTING');
    const { data: connecting } = await client.mutation(ConnectIntegration, { input: { connectorId, credential } });
    const connected = connecting?.connectIntegration;
    if (connected?.__typename !== 'Integration') return connected ?? unsaved;
    const integrationId = connected.id;

    setStep('CHOOSING');
    const { data: open } = await client.query(Jobs, { integrationId, search: '' });
    const choice = { integrationId, mode: 'ON_ADDED', defaultJobId: open?.jobs.nodes[0]?.id ?? null } as const;
    const { data: choosing } = await client.mutation(UpdateSyncSettings, { input: choice });
    const chosen = choosing?.updateSyncSettings;
    if (chosen?.__typename !== 'Integration') return chosen ?? unsaved;

    setStep('STARTING');
    const idempotencyKey = crypto.randomUUID();
    const { data: starting } = await client.mutation(StartResync, {
      input: { integrationId, all: true, idempotencyKey },
    });
    const started = starting?.startResync;
    if (started?.__typename !== 'ResyncRun') return started ?? unsaved;
    await navigate({ to: '/runs/$runId', params: { runId: started.id } });
    return null;
  }

  if (sample === null) return null;
  return {
    step,
    refusal,
    async begin() {
      setRefusal(null);
      setRefusal(await run(sample));
      setStep(null);
    },
  };
}
