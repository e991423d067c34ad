import { Select, type SelectProps } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useText } from '../messages/use-text.ts';

const pauseMs = 200;

type Choice = { readonly value: string; readonly label: string };

type Shown = 'label' | 'aria-label' | 'description' | 'placeholder' | 'nothingFoundMessage' | 'disabled' | 'w';
type Props = Pick<SelectProps, Shown> & {
  readonly chosen: Choice | null;
  /** Those that the search has found so far, of so many. */
  readonly found: readonly Choice[];
  readonly total: number;
  readonly clearLabel: string;
  readonly onSearch: (search: string) => void;
  readonly onChoose: (value: string | null) => void;
};

/** One of many, found by its name; the chosen one stays in the list, whether it is found or not. */
export function SearchSelect({ chosen, found, total, clearLabel, onSearch, onChoose, ...shown }: Props) {
  const text = useText();
  const search = useDebouncedCallback(onSearch, pauseMs);
  const choices = chosen && !found.some(({ value }) => value === chosen.value) ? [chosen, ...found] : found;
  const left = total - found.length;
  const more = { value: '', label: text('search.more', { count: left }), disabled: true };
  return (
    <Select
      {...shown}
      data={left > 0 ? [...choices, more] : choices}
      value={chosen?.value ?? null}
      onChange={onChoose}
      // The field names the chosen one, and that name is no search.
      onSearchChange={(typed) => search(typed === chosen?.label ? '' : typed)}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': clearLabel }}
      comboboxProps={{ shadow: 'md' }}
    />
  );
}
