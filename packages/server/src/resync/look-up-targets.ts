import { decide, emailKey, type Facts, forecast, type ResyncForecast } from '@handoff/core';
import { findByEmails, findInIndex } from '../engine/candidate-index.ts';
import { createdByUs } from '../engine/links.ts';
import { type OpenContext, openIntegration } from '../engine/open-integration.ts';
import type { DecidedClass } from './decide-classes.ts';
import { type FactClass, factsOf } from './fact-classes.ts';
import { type ResyncRequest, selected, triggerOf } from './selection.ts';
import { readLookUps } from './sql/read-look-ups.ts';

/** What a run would do with one sync, now that the ATS was asked about its contact. */
export type LookedUp = {
  readonly factClass: string;
  readonly syncId: string;
  readonly forecast: ResyncForecast;
};

/** For more than this a preview asks the ATS for nobody, and answers from the candidate index where it can. */
const askedForAtMost = 100;
/** For more than this it says that the run will look. */
const lookedUpAtMost = 20_000;

type LookUp = {
  readonly accountId: string;
  readonly request: ResyncRequest;
  readonly settings: Facts['settings'];
  readonly classes: readonly FactClass[];
  readonly decided: readonly DecidedClass[];
};

/** Looks those up whose hand-over begins with a look, and decides again; none when the ATS cannot be asked now. */
export async function lookUpTargets(context: OpenContext, lookUp: LookUp): Promise<readonly LookedUp[]> {
  const { accountId, request, settings, decided } = lookUp;
  const classes = new Map(lookUp.classes.map((one) => [one.factClass, one]));
  const open = decided.filter((one) => one.forecast.outcome === 'LOOKED_UP');
  const size = open.reduce((sum, { count }) => sum + count, 0);
  if (size === 0 || size > lookedUpAtMost) return [];
  const place = { accountId, integrationId: request.integrationId };
  const integration = await openIntegration(context, place);
  if (!integration) return [];
  const rows = await readLookUps(context.database, {
    where: selected(accountId, request),
    factClasses: open.map(({ factClass }) => factClass),
  });
  const find = size > askedForAtMost ? findInIndex : findByEmails;
  const answer = await find(
    { ...place, database: context.database, integration },
    rows.map(({ email }) => email),
  );
  if (!answer.ok || answer.value === null) return [];
  const found = answer.value;
  const ours = await createdByUs(context.database, place, [...found.values()].flat());
  return rows.flatMap(({ syncId, factClass, email, addedAt }) => {
    const one = classes.get(factClass);
    if (!one) return [];
    const facts = factsOf(one, settings);
    const decision = decide(triggerOf(request), {
      ...facts,
      enrollment: { ...facts.enrollment, addedAt },
      ats: { linkedTo: null, found: found.get(emailKey(email)) ?? [], createdByUs: ours },
    });
    return [{ factClass, syncId, forecast: forecast(decision) }];
  });
}
