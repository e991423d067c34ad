import type { VariablesOf } from 'gql.tada';
import { useState } from 'react';
import { useMutation } from 'urql';
import { batchesOf } from '../../graphql/batches.ts';
import type { Refusal } from '../../graphql/fragments.ts';
import { useText } from '../../messages/use-text.ts';
import { ResolveDuplicates } from './documents.ts';

type Resolution = VariablesOf<typeof ResolveDuplicates>['input']['resolutions'][number];

/** Says of held contacts who they are; one that could not be resolved says why. */
export function useResolve() {
  const text = useText();
  const [refusal, setRefusal] = useState<Pick<Refusal, 'message' | 'remedy'> | null>(null);
  const [{ fetching }, send] = useMutation(ResolveDuplicates);

  async function resolve(resolutions: readonly Resolution[]): Promise<void> {
    const failed: string[] = [];
    for (const batch of batchesOf(resolutions)) {
      const { data } = await send({ input: { resolutions: [...batch] } });
      const answer = data?.resolveDuplicates;
      if (!answer) return setRefusal({ message: text('error.unsaved'), remedy: null });
      if (answer.__typename !== 'ResolveDuplicatesSuccess') return setRefusal(answer);
      failed.push(...answer.results.flatMap(({ error }) => (error ? [error.message] : [])));
    }
    const [first] = failed;
    setRefusal(
      first ? { message: text('duplicate.failed', { count: failed.length, why: first }), remedy: null } : null,
    );
  }

  return { resolve, resolving: fetching, refusal };
}
