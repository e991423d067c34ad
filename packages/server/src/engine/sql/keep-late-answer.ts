import type { LateAnswer } from '@handoff/core';
import type { Transaction } from '../../database/client.ts';
import type { Turn } from '../turn.ts';

/**
 * An answer whose asker is the intent's owner no longer: evidence for whoever is. That it was done is
 * worth more than anything else, and is kept whatever has become of the intent since.
 */
export async function keepLateAnswer(
  tx: Transaction,
  { accountId }: Turn,
  { intentId, answer }: { intentId: string; answer: LateAnswer<unknown> },
): Promise<void> {
  await tx.$executeRaw`
    UPDATE intent SET late_answer = ${JSON.stringify(answer)}::jsonb,
      retry_at = CASE state WHEN 'UNKNOWN' THEN NULL ELSE retry_at END, updated_at = now()
    WHERE account_id = ${accountId}::uuid AND id = ${intentId}::uuid
      AND (late_answer IS NULL OR late_answer ->> 'kind' = 'NOT_DONE')`;
}
