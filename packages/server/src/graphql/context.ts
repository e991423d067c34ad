import type { Logger } from 'pino';
import type { OpenContext } from '../engine/open-integration.ts';
import type { Feeds } from '../live/feeds.ts';
import type { Relay } from '../live/relay.ts';
import type { Queue } from '../queue/boss.ts';
import type { Caller } from '../security/authenticate.ts';
import type { Tenancy } from '../security/tenancy.ts';
import type { Loaders } from './loaders.ts';

/** What the operations of all accounts share. */
export type Parts = Omit<OpenContext, 'database'> & {
  readonly tenancy: Tenancy;
  readonly queue: Queue;
  readonly relay: Relay;
  readonly feeds: Feeds;
  readonly log: Logger;
};

/** One operation's context: whose it is, the parts that resolvers call, the account's database, and loaders of its own. */
export type Context = OpenContext &
  Omit<Parts, 'tenancy'> & { readonly caller: Caller; readonly loaders: Loaders; readonly refusals: string[] };
