import { permissions } from './permissions.ts';
import { type Random, seededRandom } from './random.ts';
import type { ApiKey, Candidate, Job, SocialLink } from './records.ts';
import { companies, firstNames, jobTitles, lastNames, mailDomains } from './seed-words.ts';

export type Seed = {
  readonly candidates?: number;
  readonly jobs?: number;
  /** Another number, another organisation; with one, what is made later has the same ids each time too. */
  readonly random?: number;
};

const newest = Date.UTC(2026, 5, 1);
const dayMs = 86_400_000;
/** How far back the oldest candidate goes. */
const pastMs = 900 * dayMs;

type Organization = {
  readonly key: ApiKey;
  readonly jobs: readonly Job[];
  /** How many people there are; the nth of them, oldest first, is made when it is asked for. */
  readonly people: number;
  readonly candidate: (nth: number) => Candidate;
};

/**
 * An organisation with a past: the same for the same seed, to the last character. It is kept nowhere but
 * here, so that a change of this file changes every folder that was sown before.
 */
export function sow(seed: Seed, apiKey: string | null): Organization {
  const random = seededRandom(seed.random ?? 1);
  const key = fullKey(apiKey ?? random.hex(64));
  const jobs = Array.from({ length: seed.jobs ?? 0 }, (_, place) => seedJob(random, place));
  const people = seed.candidates ?? 0;
  const base = random.below(2 ** 32);
  const candidate = (nth: number) => seedCandidate(seededRandom(base + nth * 7919), { nth, of: people });
  return { key, jobs, people, candidate };
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

function seedCandidate(random: Random, { nth, of }: { nth: number; of: number }): Candidate {
  const first = random.pick(firstNames);
  const last = random.pick(lastNames);
  const [given, family] = [plain(first), plain(last)];
  const number = nth + 1;
  // Names repeat, addresses may not: two people with one address are the tests' own to make.
  const email = [given, '.', family, '.', number, '@', random.pick(mailDomains)].join('');
  // Each a step after the one before, so that the oldest come first without a look at the others.
  const createdAt = new Date(newest - Math.floor((of - nth - random.next()) * (pastMs / of))).toISOString();
  return {
    id: random.uuid(),
    name: [first, last].join(' '),
    email: nth % 9 === 4 ? capitalised(email) : email,
    alternateEmails: nth % 6 === 2 ? [[given, number, '@', random.pick(companies), '.example'].join('')] : [],
    phoneNumber: nth % 5 === 1 ? `+44 20 7946 0${String(random.below(1000)).padStart(3, '0')}` : null,
    socialLinks: nth % 3 === 2 ? [] : [linkedIn([given, family, random.hex(5)])],
    createdAt,
    updatedAt: createdAt,
    addedAt: createdAt,
  };
}

function linkedIn(words: readonly string[]): SocialLink {
  return { type: 'LinkedIn', url: ['https://www.linkedin.com/in/', words.join('-')].join('') };
}

function past(random: Random, days: number): string {
  return new Date(newest - Math.floor(random.next() * days * dayMs)).toISOString();
}

const plainWords = new Map<string, string>();

/** The name as it stands in an address; worked out once for each name. */
function plain(name: string): string {
  const known = plainWords.get(name);
  if (known !== undefined) return known;
  const word = name
    .normalize('NFD')
    .replace(/[^a-z]/gi, '')
    .toLowerCase();
  plainWords.set(name, word);
  return word;
}

function capitalised(email: string): string {
  return email.charAt(0).toUpperCase() + email.slice(1);
}
