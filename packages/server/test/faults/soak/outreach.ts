import { randomUUID } from 'node:crypto';
import { setTimeout as later } from 'node:timers/promises';
import type { Random } from '../../support/random.ts';
import { addPeople, putIntoAts, type Scene, tellOfMessages } from '../scene.ts';

const betweenMs = 700;

/**
 * The outreach tool of one account: adds people, some of whom are in the ATS already, and tells what was
 * written to them. Some events it sends twice, and in another order.
 */
export async function reachOut(scene: Scene, { random, ended }: { random: Random; ended: AbortSignal }): Promise<void> {
  while (!ended.aborted) {
    const emails = Array.from({ length: random.upTo(4) }, () => `${randomUUID()}@new.example`);
    for (const email of emails) if (random.happens(0.15)) await putIntoAts(scene, email);
    const wants = random.of('CANDIDATE' as const, 'CANDIDATE_AND_APPLICATION' as const);
    await addPeople(scene, emails, wants);
    if (random.happens(0.2)) await addPeople(scene, emails.toReversed(), wants);
    if (random.happens(0.5)) await tellOfMessages(scene, emails);
    if (random.happens(0.2)) await tellOfMessages(scene, emails.toReversed());
    await later(betweenMs);
  }
}
