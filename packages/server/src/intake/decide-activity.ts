import { decideActivity } from '@handoff/core';
import type { Transaction } from '../database/client.ts';
import { openActivity } from '../engine/sql/open-activity.ts';
import { activityKey } from './activity-key.ts';
import type { IntegrationFacts } from './facts.ts';
import type { Intake } from './intake.ts';
import { readTakenActivity, type TakenActivity } from './sql/read-taken-activity.ts';
import { type ActivityWriteRow, saveActivityWrites } from './sql/save-activity-writes.ts';

type Deciding = Pick<Intake, 'connectors'> & {
  readonly accountId: string;
  readonly integrations: readonly IntegrationFacts[];
  readonly eventIds: readonly string[];
  /** `JUST_IN`: tracking is as it is now. `ADOPTED`: it was on when they came in, before their contact, or they would be decided. */
  readonly when: 'JUST_IN' | 'ADOPTED';
};

/**
 * Decides whether each activity is written, in each integration, and opens the intents of what can be
 * written at once. What is never to be written is settled even before there is such a contact; the rest
 * waits for one. Answers with the integrations that have something to do.
 */
export async function decideActivities(
  tx: Transaction,
  { accountId, integrations, eventIds, ...how }: Deciding,
): Promise<readonly { readonly integrationId: string }[]> {
  if (integrations.length === 0 || eventIds.length === 0) return [];
  const taken = await readTakenActivity(tx, accountId, eventIds);
  const rows = taken.flatMap((activity) => integrations.flatMap((integration) => rowOf(activity, integration, how)));
  await saveActivityWrites(tx, accountId, rows);
  const contactIds = [...new Set(taken.flatMap(({ contactId }) => contactId ?? []))];
  return rows.some(({ key }) => key !== null) ? openActivity(tx, { accountId, contactIds }) : [];
}

function rowOf(
  activity: TakenActivity,
  integration: IntegrationFacts,
  { connectors, when }: Pick<Deciding, 'connectors' | 'when'>,
): ActivityWriteRow[] {
  const { integrationId, connectorId, settings, activityTracking } = integration;
  const { eventId, type: kind, occurredAt, contactId } = activity;
  const decision = decideActivity({
    settings: { connectedAt: settings.connectedAt, activityTracking: when === 'ADOPTED' || activityTracking },
    addedAt: activity.addedAt ?? settings.connectedAt,
    event: { kind, occurredAt },
    candidate: 'NOT_YET',
    can: connectors.find(connectorId)?.capabilities.activity ?? 'NONE',
  });
  const row = { integrationId, eventId };
  if (decision.kind === 'NEVER') return [{ ...row, form: null, key: null, reason: decision.reason }];
  if (contactId === null) return [];
  const { form } = decision;
  return [{ ...row, form, key: activityKey(contactId, activity, form), reason: null }];
}
