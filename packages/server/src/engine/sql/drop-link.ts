import type { Transaction } from '../../database/client.ts';

type Linked = { readonly accountId: string; readonly integrationId: string; readonly contactId: string };

/** Whose candidate is no more: of the link nothing stays. */
export function dropLink(where: Linked) {
  return async (tx: Transaction): Promise<void> => {
    await tx.candidateLink.deleteMany({ where });
    await tx.application.deleteMany({ where });
  };
}
