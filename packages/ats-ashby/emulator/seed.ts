import { permissions } from './permissions.ts';
import { type Random, seededRandom } from './random.ts';
import type { ApiKey, Candidate, Job } from './records.ts';
import { companies, firstNames, jobTitles, lastNames, mailDomains } from './seed-words.ts';
import type { Change } from './state.ts';

export type Seed = {
  readonly candidates?: number;
  readonly jobs?: number;
  /** Another number, another organisation. */
  readonly random?: number;
};

const newest = Date.UTC(2026, 5, 1);
const dayMs = 86_400_000;

/** An organisation with a past: the same for the same seed, to the last character. */
export function seedChange(seed: Seed, apiKey: string | undefined): Change {
  const random = seededRandom(seed.random ?? 1);
  const key = fullKey(apiKey ?? random.hex(64));
  const jobs = Array.from({ length: seed.jobs ?? 0 }, (_, place) => seedJob(random, place));
  const candidates = Array.from({ length: seed.candidates ?? 0 }, (_, place) => seedCandidate(random, place));
  candidates.sort((a, b) => a.createdAt.localeCompare(b.createdAt));
  return {
    kind: 'ALL',
    changes: [
      { kind: 'KEY', record: key },
      ...jobs.map((record) => ({ kind: 'JOB', record }) as const),
      ...candidates.map((record) => ({ kind: 'CANDIDATE', record }) as const),
    ],
  };
}

export function fullKey(apiKey: string): ApiKey {
  const createdAt = new Date(newest).toISOString();
  return { apiKey, title: 'Everything', permissions, confidential: 'SHOWN', status: 'ACTIVE', createdAt };
}

/** Mostly open; every fourth is not, so that the lists have something to leave out. The sixth is confidential. */
function seedJob(random: Random, place: number): Job {
  const title = jobTitles[place % jobTitles.length] ?? jobTitles[0];
  const round = Math.floor(place / jobTitles.length);
  const createdAt = past(random, 400);
  return {
    id: random.uuid(),
    title: round === 0 ? title : `${title} ${round + 1}`,
    status: place % 4 === 3 ? random.pick(['Closed', 'Archived', 'Draft']) : 'Open',
    confidential: place === 5,
    createdAt,
    updatedAt: createdAt,
  };
}

function seedCandidate(random: Random, place: number): Candidate {
  const first = random.pick(firstNames);
  const last = random.pick(lastNames);
  const handle = `${plain(first)}.${plain(last)}`;
  // Names repeat, addresses may not: two people with one address are the tests' own to make.
  const email = `${handle}.${place + 1}@${random.pick(mailDomains)}`;
  const createdAt = past(random, 900);
  return {
    id: random.uuid(),
    name: `${first} ${last}`,
    email: place % 9 === 4 ? capitalised(email) : email,
    alternateEmails: place % 6 === 2 ? [`${plain(first)}${place + 1}@${random.pick(companies)}.example`] : [],
    phoneNumber: place % 5 === 1 ? `+44 20 7946 0${String(random.below(1000)).padStart(3, '0')}` : null,
    socialLinks:
      place % 3 === 2
        ? []
        : [{ type: 'LinkedIn', url: `https://www.linkedin.com/in/${handle.replace('.', '-')}-${random.hex(5)}` }],
    createdAt,
    updatedAt: createdAt,
    addedAt: createdAt,
  };
}

function past(random: Random, days: number): string {
  return new Date(newest - Math.floor(random.next() * days * dayMs)).toISOString();
}

function plain(name: string): string {
  return name
    .normalize('NFD')
    .replace(/[^a-z]/gi, '')
    .toLowerCase();
}

function capitalised(email: string): string {
  return email.charAt(0).toUpperCase() + email.slice(1);
}
