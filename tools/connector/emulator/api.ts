import type { HttpRequest, HttpResult } from '@handoff/core';
import type { State } from './state.ts';

/** One request, answered as the ATS would. Write here what its documentation says. */
export function handle(_state: State, _request: HttpRequest): HttpResult {
  return { kind: 'ANSWERED', status: 501, headers: {}, body: '{}' };
}
