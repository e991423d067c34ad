import type { Database } from '@handoff/server/src/database/client.ts';

/**
 * The `Contacts` operation as resolvers are first written: each field asks Prisma for what it needs, for each object.
 * Where they ask for one row by its key at the same moment, Prisma itself makes one statement of it.
 */
export async function naiveContacts(database: Database, accountId: string): Promise<number> {
  await database.contact.count({ where: { accountId } });
  const contacts = await database.contact.findMany({ where: { accountId }, orderBy: { id: 'asc' }, take: 50 });
  await Promise.all(contacts.map(({ id }) => enrollmentsOf(database, { accountId, contactId: id })));
  return contacts.length;
}

type Contact = { readonly accountId: string; readonly contactId: string };

async function enrollmentsOf(database: Database, { accountId, contactId }: Contact): Promise<void> {
  const enrollments = await database.enrollment.findMany({ where: { accountId, contactId }, take: 5 });
  await Promise.all(
    enrollments.map(async ({ id: enrollmentId, sequenceId }) => {
      await database.sequence.findUnique({ where: { accountId_id: { accountId, id: sequenceId } } });
      const syncs = await database.sync.findMany({ where: { accountId, enrollmentId } });
      await Promise.all(syncs.map((sync) => partsOf(database, sync)));
    }),
  );
}

type Sync = Contact & { readonly integrationId: string; readonly jobId: string | null };

async function partsOf(database: Database, { accountId, contactId, integrationId, jobId }: Sync): Promise<void> {
  const link = { accountId_integrationId_contactId: { accountId, integrationId, contactId } };
  await Promise.all([
    jobId === null ? null : database.job.findUnique({ where: { accountId_id: { accountId, id: jobId } } }),
    database.candidateLink.findUnique({ where: link }),
    database.application.findFirst({ where: { accountId, integrationId, contactId } }),
    database.duplicateMark.findFirst({ where: { accountId, integrationId, contactId } }),
  ]);
}
