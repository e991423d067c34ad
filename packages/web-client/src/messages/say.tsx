import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { FormattedMessage } from 'react-intl';
import type { MessageId } from './en.ts';

type Props = { readonly id: MessageId; readonly values?: Readonly<Record<string, string | number>> };

const tags = {
  b: (chunks: ReactNode) => (
    <Text span inherit fw={650}>
      {chunks}
    </Text>
  ),
};

/** A message in which `<b>…</b>` stands out. */
export function Say({ id, values }: Props) {
  return <FormattedMessage id={id} values={{ ...values, ...tags }} />;
}
