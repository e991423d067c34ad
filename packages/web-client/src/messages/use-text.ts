import { useCallback } from 'react';
import { useIntl } from 'react-intl';
import type { MessageId } from './en.ts';

/** Says a message; an id that is not in the messages does not compile. */
export function useText() {
  const intl = useIntl();
  return useCallback(
    (id: MessageId, values?: Record<string, string | number>) => intl.formatMessage({ id }, values),
    [intl],
  );
}

/** Says a moment as people do: "23 Nov 2026, 10:04". */
export function useMoment() {
  const intl = useIntl();
  return useCallback((at: string | Date) => intl.formatDate(at, { dateStyle: 'medium', timeStyle: 'short' }), [intl]);
}
