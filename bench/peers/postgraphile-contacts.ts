import { z } from 'zod';
import type { Account } from '../parts/account.ts';
import { type Asking, answerTo } from '../parts/closed-loop.ts';

/** The same page in PostGraphile's words: all that ours says, or what it says it from. */
const query = `query Contacts($accountId: UUID!, $first: Int!, $offset: Int, $after: Cursor) {
  contacts: allContacts(condition: { accountId: $accountId }, first: $first, offset: $offset, after: $after, orderBy: [PRIMARY_KEY_DESC]) {
    totalCount
    pageInfo { hasNextPage endCursor }
    nodes {
      id name email
      marks(first: 1) { nodes { remoteId url remoteCreatedAt } }
      enrollments: enrollmentsByAccountIdAndContactId(first: 5, orderBy: [PRIMARY_KEY_DESC]) {
        nodes {
          id addedAt repliedAt sequence: sequenceByAccountIdAndSequenceId { id name }
          syncs: syncsByAccountIdAndEnrollmentId {
            nodes {
              id state reason integration: integrationByAccountIdAndIntegrationId { connectorId }
              job: jobByAccountIdAndJobId { id title status } link { remoteId url } application { remoteId status }
              errorCode errorMessage retryAt attempts updatedAt
            }
          }
        }
      }
    }
  }
}`;

/** How it is asked for the first page, and for the one that begins after so many. */
export async function contactsOfPostgraphile(url: string, { accountId }: Account, skipped: number) {
  const ask = (variables: Readonly<Record<string, unknown>>): Asking => {
    return { url: `${url}/graphql`, headers: {}, body: { query, variables: { accountId, ...variables } } };
  };
  const before = pageOf(await answerTo(ask({ first: 1, offset: Math.ceil(skipped) })));
  return { first: ask({ first: 50 }), deep: ask({ first: 50, after: before.pageInfo.endCursor }) };
}

const reference = z.object({ remoteId: z.string() }).nullable();
const listOf = <T extends z.ZodType>(item: T) => z.object({ nodes: z.array(item) });
const sync = z.object({
  state: z.string(),
  reason: z.string().nullable(),
  job: z.object({ title: z.string() }).nullable(),
  link: reference,
  application: reference,
  errorCode: z.string().nullable(),
});
const contact = z.object({
  name: z.string(),
  email: z.string(),
  marks: listOf(z.object({ remoteId: z.string() })),
  enrollments: listOf(z.object({ sequence: z.object({ name: z.string() }), syncs: listOf(sync) })),
});
const page = z.object({
  totalCount: z.number(),
  pageInfo: z.object({ endCursor: z.string() }),
  nodes: z.array(contact),
});

function pageOf(text: string): z.output<typeof page> {
  return z.object({ data: z.object({ contacts: page }) }).parse(JSON.parse(text)).data.contacts;
}

/** What its answer says, in the form in which ours is compared with it. */
export function peopleOfPostgraphile(text: string) {
  const { totalCount, nodes } = pageOf(text);
  const people = nodes.map(({ name, email, marks, enrollments }) => ({
    name,
    email,
    sequences: enrollments.nodes.map(({ sequence, syncs }) => ({
      name: sequence.name,
      syncs: syncs.nodes.map(({ state, reason, job, link, application, errorCode }) => ({
        state,
        reason,
        job: job?.title ?? null,
        candidate: link?.remoteId ?? null,
        application: application?.remoteId ?? null,
        error: errorCode,
      })),
    })),
    mark: marks.nodes[0]?.remoteId ?? null,
  }));
  return { totalCount, people };
}
