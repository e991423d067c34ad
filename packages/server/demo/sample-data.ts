import { randomUUIDv7 } from 'node:crypto';
import { z } from 'zod';
import { addContacts } from '../src/intake/add-contacts.ts';
import type { Tenancy } from '../src/security/tenancy.ts';
import { createSequence } from '../src/sequences/create-sequence.ts';

const sequences = ['Backend engineers, Berlin', 'Product designers', 'Account executives, DACH', 'Data scientists'];
const contactCount = 200;
/** Some are candidates already, and some have no address: both happen to every team. */
const alreadyCandidates = 8;
const everyNthWithoutEmail = 40;

const firstNames = [
  'Dana',
  'Ines',
  'Marco',
  'Yuki',
  'Priya',
  'Tomas',
  'Aisha',
  'Lena',
  'Kofi',
  'Sofia',
  'Emeka',
  'Hana',
  'Luca',
  'Mira',
  'Noor',
];
const lastNames = [
  'Okafor',
  'Lindqvist',
  'Moreau',
  'Tanaka',
  'Silva',
  'Novak',
  'Haddad',
  'Weber',
  'Mensah',
  'Rossi',
  'Kaya',
  'Dubois',
  'Iyer',
];
const companies = ['Northwind', 'Contoso', 'Fabrikam', 'Tailspin', 'Litware', 'Proseware'];
const titles = ['Engineer', 'Senior Engineer', 'Designer', 'Account Executive', 'Analyst', 'Data Scientist'];

export type Owner = { readonly accountId: string; readonly memberId: string };

/** The owner of the sample account, which is made, with its people, when the database has no account. */
export async function ensureSampleData(tenancy: Tenancy, ats: { readonly url: string }): Promise<Owner> {
  const owner = await tenancy.acrossAccounts.member.findFirst({
    where: { role: 'OWNER' },
    orderBy: { createdAt: 'asc' },
  });
  return owner ? { accountId: owner.accountId, memberId: owner.id } : create(tenancy, ats);
}

async function create({ forAccount }: Tenancy, ats: { readonly url: string }): Promise<Owner> {
  const accountId = randomUUIDv7();
  const database = forAccount(accountId);
  const memberId = randomUUIDv7();
  const known = await existingCandidates(ats.url);
  await database.account.create({
    data: {
      id: accountId,
      name: 'Northwind Recruiting',
      members: {
        create: [
          { id: memberId, name: 'Olivia Owner', email: 'olivia@northwind.example', role: 'OWNER' },
          { name: 'Manuel Manager', email: 'manuel@northwind.example', role: 'MANAGER' },
          { name: 'Mai Member', email: 'mai@northwind.example', role: 'MEMBER' },
        ],
      },
    },
  });
  const actor = { accountId, memberId };
  const share = contactCount / sequences.length;
  for (const [place, name] of sequences.entries()) {
    const sequence = await createSequence(database, actor, { name });
    if (!sequence.ok) throw new Error(sequence.problem.message);
    const contacts = Array.from({ length: share }, (_, index) => contactOf(place * share + index, known));
    const { sequenceId } = sequence.value;
    // Nothing is connected yet, so nobody needs to be woken.
    const intake = {
      database,
      wakeOwners: async () => {},
      connectors: { find: () => undefined },
      vault: { open: async () => null },
    };
    const added = await addContacts(intake, { accountId, sequenceId, contacts });
    if (!added.ok) throw new Error(added.problem.message);
  }
  return actor;
}

type Known = { readonly name: string; readonly emails: readonly string[] };

function contactOf(number: number, known: readonly Known[]) {
  const candidate = number % (contactCount / alreadyCandidates) === 0 ? known[number] : undefined;
  const name =
    candidate?.name ?? `${pick(firstNames, number)} ${pick(lastNames, number * 7 + Math.floor(number / 15))}`;
  const company = pick(companies, number * 5);
  const address = `${name.toLowerCase().replaceAll(/[^a-z]+/g, '.')}.${number}@${company.toLowerCase()}.example`;
  const withoutEmail = number % everyNthWithoutEmail === everyNthWithoutEmail - 1;
  return {
    eventId: `sample-${number}`,
    name,
    email: withoutEmail ? null : (candidate?.emails[0] ?? address),
    linkedInUrl: `https://www.linkedin.com/in/sample-${number}`,
    company,
    title: pick(titles, number * 3),
  };
}

function pick(values: readonly string[], number: number): string {
  return values[number % values.length] ?? '';
}

const state = z.object({ candidates: z.array(z.object({ name: z.string(), emails: z.array(z.string()) })) });

async function existingCandidates(url: string): Promise<readonly Known[]> {
  const response = await fetch(`${url}/_emulator/state`);
  return state.parse(await response.json()).candidates;
}
