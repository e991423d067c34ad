import type { Logger } from 'pino';
import type { OpenContext } from '../engine/open-integration.ts';
import type { Feeds } from '../live/feeds.ts';
import type { Relay } from '../live/relay.ts';
import type { Queue } from '../queue/boss.ts';
import type { Caller } from '../security/authenticate.ts';
import type { Loaders } from './loaders.ts';

/** The parts that resolvers call. */
export type Parts = OpenContext & {
  readonly queue: Queue;
  readonly relay: Relay;
  readonly feeds: Feeds;
  readonly log: Logger;
};

/** One operation's context: whose it is, the parts, and loaders of its own. */
export type Context = Parts & { readonly caller: Caller; readonly loaders: Loaders };
