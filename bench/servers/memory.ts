import { liveBytes } from '../parts/heap.ts';

/** Says what is alive in this process to who started it, whenever it asks. */
export function answerMemory(): void {
  process.on('message', (asked) => {
    if (asked === 'memory') process.send?.({ bytes: liveBytes() });
  });
}
