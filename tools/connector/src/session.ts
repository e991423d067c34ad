import type { Session } from '@handoff/core';
import type { Call } from './client.ts';
import { reads } from './reads.ts';
import { writes } from './writes.ts';

export function openSession(call: Call) {
  return { ...reads(call), ...writes(call) } satisfies Session;
}
