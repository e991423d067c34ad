import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useQuery } from 'urql';
import type { JobParts } from '../../graphql/fragments.ts';
import { useText } from '../../messages/use-text.ts';
import { Jobs } from './documents.ts';

const pauseMs = 200;

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
  const [settled] = useDebouncedValue(search, pauseMs);
  const wanted = settled === value?.title ? '' : settled;
  const [{ data }] = useQuery({ query: Jobs, variables: { integrationId, search: wanted } });
  const found = data?.jobs.nodes ?? [];
  const jobs = value && !found.some(({ id }) => id === value.id) ? [value, ...found] : found;
  return (
    <Select
      label={label}
      description={description}
      placeholder={text('job.placeholder')}
      nothingFoundMessage={text('job.empty')}
      data={jobs.map(({ id, title, status }) => ({
        value: id,
        label: status === 'OPEN' ? title : text('job.notOpen', { title }),
      }))}
      value={value?.id ?? null}
      onChange={(id) => onChange(jobs.find((job) => job.id === id) ?? null)}
      onSearchChange={setSearch}
      disabled={disabled}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': text('job.clear') }}
      comboboxProps={{ shadow: 'md' }}
    />
  );
}
