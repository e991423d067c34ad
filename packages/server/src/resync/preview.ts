import type { Reason, ResyncForecast, Stay } from '@handoff/core';
import type { OpenContext } from '../engine/open-integration.ts';
import { readIntegrations } from '../intake/facts.ts';
import { done, notFound, type Result } from '../problem.ts';
import { type DecidedClass, decideClasses } from './decide-classes.ts';
import { readFactClasses } from './fact-classes.ts';
import { type LookedUp, lookUpTargets } from './look-up-targets.ts';
import { remotePace } from './remote-pace.ts';
import { type ResyncRequest, selected } from './selection.ts';
import { countCalls } from './sql/count-calls.ts';
import { targets } from './sql/targets.ts';

export type PreviewedOutcome = {
  readonly outcome: ResyncForecast['outcome'];
  readonly reason: Reason | Stay | null;
  readonly count: number;
};

export type ResyncPreview = {
  readonly total: number;
  readonly outcomes: readonly PreviewedOutcome[];
  readonly remoteCalls: number;
  readonly estimatedSeconds: number;
};

/** What a run would do, by the decisions that it would make. Nothing is written, neither here nor in the ATS (S5.5). */
export async function previewResync(
  context: OpenContext,
  accountId: string,
  request: ResyncRequest,
): Promise<Result<ResyncPreview>> {
  const { database } = context;
  const { integrationId } = request;
  const integrations = await readIntegrations(database, accountId);
  const integration = integrations.find((one) => one.integrationId === integrationId);
  if (!integration) return notFound('integration', ['integrationId']);
  const where = selected(accountId, request);
  const classes = await readFactClasses(database, targets(where));
  const decided = decideClasses(classes, { request, settings: integration.settings });
  const known = await lookUpTargets(context, { accountId, request, settings: integration.settings, classes, decided });
  const pace = remotePace(context.connectors.find(integration.connectorId));
  const { lookUps, writes } = await countCalls(database, { where, decided, known });
  const remoteCalls = writes + Math.ceil(lookUps / pace.lookedUpAtOnce);
  return done({
    total: classes.reduce((sum, { count }) => sum + count, 0),
    outcomes: tally(decided, known),
    remoteCalls,
    estimatedSeconds: Math.ceil((remoteCalls * pace.msPerCall) / 1_000),
  });
}

/** How many of each outcome: of a class where nobody was looked up, of each contact where they were. */
function tally(decided: readonly DecidedClass[], known: readonly LookedUp[]): readonly PreviewedOutcome[] {
  const counted = [
    ...decided.filter(({ factClass }) => !known.some((one) => one.factClass === factClass)),
    ...known.map((one) => ({ ...one, count: 1 })),
  ];
  const outcomes = new Map<string, PreviewedOutcome>();
  for (const { forecast, count } of counted) {
    const { outcome, because: reason } = forecast;
    const key = `${outcome}:${reason}`;
    outcomes.set(key, { outcome, reason, count: (outcomes.get(key)?.count ?? 0) + count });
  }
  return [...outcomes.values()].toSorted((one, other) => other.count - one.count);
}
