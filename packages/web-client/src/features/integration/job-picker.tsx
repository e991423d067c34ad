import { useState } from 'react';
import { useQuery } from 'urql';
import type { JobParts } from '../../graphql/fragments.ts';
import { useText } from '../../messages/use-text.ts';
import { SearchSelect } from '../../ui/search-select.tsx';
import { Jobs } from './documents.ts';

type Props = {
  readonly integrationId: string;
  readonly label: string;
  readonly description?: string;
  readonly value: JobParts | null;
  readonly disabled: boolean;
  readonly onChange: (job: JobParts | null) => void;
};

/** Open jobs by search; the chosen one stays in the list though it may be closed by now. */
export function JobPicker({ integrationId, value, onChange, label, description, disabled }: Props) {
  const text = useText();
  const [search, setSearch] = useState('');
  const [{ data }] = useQuery({ query: Jobs, variables: { integrationId, search } });
  const found = data?.jobs.nodes ?? [];
  const choiceOf = ({ id, title, status }: JobParts) => ({
    value: id,
    label: status === 'OPEN' ? title : text('job.notOpen', { title }),
  });
  return (
    <SearchSelect
      label={label}
      description={description}
      placeholder={text('job.placeholder')}
      nothingFoundMessage={text('job.empty')}
      chosen={value && choiceOf(value)}
      found={found.map(choiceOf)}
      total={data?.jobs.totalCount ?? 0}
      onSearch={setSearch}
      onChoose={(id) => onChange(found.find((job) => job.id === id) ?? null)}
      disabled={disabled}
      clearLabel={text('job.clear')}
    />
  );
}
