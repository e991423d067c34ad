import { setTimeout as sleep } from 'node:timers/promises';

const lookEveryMs = 100;

/** Waits until it is so; the row's time limit ends one that never is. */
export async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await sleep(lookEveryMs);
}
