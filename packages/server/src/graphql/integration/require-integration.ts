import type { Context } from '../context.ts';
import { inputId } from '../ids.ts';
import { NotFoundError } from '../user-error.ts';

/** The row's id of an integration that exists in the caller's account. */
export async function requireIntegration(
  { database, caller: { accountId } }: Context,
  globalId: string,
  field: string,
): Promise<string> {
  const id = inputId('Integration', globalId, field);
  const found = await database.integration.findUnique({
    where: { accountId_id: { accountId, id } },
    select: { id: true },
  });
  if (found) return id;
  throw new NotFoundError({ code: 'NOT_FOUND', message: 'There is no such integration.', path: [field] });
}
