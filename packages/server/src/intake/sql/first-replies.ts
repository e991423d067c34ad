import type { Transaction } from '../../database/client.ts';

/** The first reply of each address to this sequence: one may come in before its contact (S8.1). */
export async function firstReplies(
  tx: Transaction,
  accountId: string,
  { sequenceId, emailKeys }: { sequenceId: string; emailKeys: readonly string[] },
): Promise<ReadonlyMap<string, Date>> {
  const replies = await tx.activity.groupBy({
    by: ['emailKey'],
    where: { accountId, sequenceId, type: 'REPLIED', emailKey: { in: [...emailKeys] } },
    _min: { occurredAt: true },
  });
  return new Map(replies.flatMap(({ emailKey, _min }) => (_min.occurredAt ? [[emailKey, _min.occurredAt]] : [])));
}
