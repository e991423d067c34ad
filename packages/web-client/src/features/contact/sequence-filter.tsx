import { useState } from 'react';
import { useQuery } from 'urql';
import { useText } from '../../messages/use-text.ts';
import { SearchSelect } from '../../ui/search-select.tsx';
import { SequenceName, Sequences } from '../sequence/documents.ts';

type Props = { readonly sequenceId: string | null; readonly onChange: (sequenceId: string | null) => void };

/** Narrows the list to one sequence; however many there are, each is found by its name. */
export function SequenceFilter({ sequenceId, onChange }: Props) {
  const text = useText();
  const [search, setSearch] = useState('');
  const [{ data }] = useQuery({ query: Sequences, variables: { search } });
  const [{ data: named }] = useQuery({
    query: SequenceName,
    variables: { id: sequenceId ?? '' },
    pause: sequenceId === null,
  });
  const found = data?.sequences.nodes ?? [];
  const known = named?.node?.__typename === 'Sequence' ? [named.node, ...found] : found;
  const chosen = known.find(({ id }) => id === sequenceId) ?? null;
  const choiceOf = ({ id, name, syncEnabled }: NonNullable<typeof chosen>) => ({
    value: id,
    label: syncEnabled ? name : text('sequences.named.off', { name }),
  });
  return (
    <SearchSelect
      aria-label={text('contacts.sequence')}
      placeholder={text('contacts.allSequences')}
      nothingFoundMessage={text('sequences.none')}
      chosen={chosen && choiceOf(chosen)}
      found={found.map(choiceOf)}
      total={data?.sequences.totalCount ?? 0}
      onSearch={setSearch}
      onChoose={onChange}
      clearLabel={text('contacts.allSequences')}
      w={{ base: '100%', xs: 240 }}
    />
  );
}
