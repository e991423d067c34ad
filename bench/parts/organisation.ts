import { type Emulator, startEmulator } from '@handoff/ats-ashby/emulator';
import { z } from 'zod';
import type { Bench } from '../frame/row.ts';
import { atOnce } from './at-once.ts';

export type Organisation = { readonly emulator: Emulator; readonly jobRemoteId: string };

const state = z.object({ jobs: z.array(z.object({ id: z.string() })) });

/** An organisation in an Ashby that answers at once, with one open job, and the first so many of the sown people in it. */
export async function foundOrganisation(bench: Bench, { existing = 0 } = {}): Promise<Organisation> {
  const emulator = await startEmulator({
    port: 0,
    seed: { candidates: 0, jobs: 1 },
    limitPerMinute: 1_000_000_000,
    // Kinder than we expect of Ashby: who applies twice is not refused, and so not asked again.
    unknowns: { secondApplication: 'RETURNED' },
  });
  bench.defer(emulator.stop);
  const numbers = Array.from({ length: existing }, (_, index) => index + 1);
  await atOnce(numbers, (number) => addPerson(emulator, number));
  return { emulator, jobRemoteId: await jobOf(emulator) };
}

/** The id of the one job that an ATS of the bench has. */
export async function jobOf({ url }: Emulator): Promise<string> {
  const { jobs } = state.parse(await (await fetch(`${url}/_emulator/state?email=nobody`)).json());
  return jobs[0]?.id ?? '';
}

/** Somebody puts one of the sown people into the ATS. */
export async function addPerson(emulator: Emulator, number: number): Promise<void> {
  const body = JSON.stringify({ name: `Person ${number}`, email: sownEmail(number) });
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${emulator.url}/_emulator/candidates`, { method: 'POST', headers, body });
  if (!response.ok) throw new Error(await response.text());
}

/** As `sowAccount` gives them. */
export function sownEmail(number: number): string {
  return `person.${number}@sown.example`;
}
