import { useDebouncedValue } from '@mantine/hooks';
import type { ResultOf } from 'gql.tada';
import { useEffect, useState } from 'react';
import { useMutation } from 'urql';
import { CheckCredential } from './documents.ts';

const pauseMs = 400;

type CheckAnswer = ResultOf<typeof CheckCredential>['checkCredential'];
export type Permission = Extract<CheckAnswer, { __typename: 'CredentialReport' }>['permissions'][number];
export type Check =
  | { readonly status: 'IDLE' }
  | { readonly status: 'CHECKING' }
  | { readonly status: 'CHECKED'; readonly answer: CheckAnswer };

type Input = { connectorId: string; credential: Readonly<Record<string, string>>; fields: number };

/** Asks the ATS about the credential at every pause in the typing; a late answer to an old one is dropped. */
export function useCredentialCheck({ connectorId, credential, fields }: Input) {
  const [settled] = useDebouncedValue(credential, pauseMs);
  const [, ask] = useMutation(CheckCredential);
  const [check, setCheck] = useState<Check>({ status: 'IDLE' });
  const [attempt, setAttempt] = useState(0);
  const complete = Object.values(settled).filter((value) => value.trim() !== '').length === fields;

  useEffect(() => {
    if (!complete) return setCheck({ status: 'IDLE' });
    let current = true;
    setCheck({ status: 'CHECKING' });
    ask({ input: { connectorId, credential: settled } }).then(({ data }) => {
      if (current) setCheck(data ? { status: 'CHECKED', answer: data.checkCredential } : { status: 'IDLE' });
    });
    return () => {
      current = false;
    };
  }, [ask, connectorId, settled, complete, attempt]);

  return { check, again: () => setAttempt((before) => before + 1) };
}
