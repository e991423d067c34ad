import type { Frame } from '../live/follow-feed.ts';
import { RefusedError } from './user-error.ts';

/** A frame that nothing before it was missed of. */
export type Kept = Exclude<Frame, { kind: 'TOO_OLD' }>;

/** The frame, or as the subscription's last word that its cursor is too old. */
export function keptOf(frame: Frame): Kept {
  if (frame.kind !== 'TOO_OLD') return frame;
  throw new RefusedError({
    code: 'CURSOR_TOO_OLD',
    message: 'Changes are no longer kept back to this cursor.',
    path: ['after'],
    remedy: 'Read anew what you show, and subscribe without `after`.',
  });
}
