import { describe } from 'vitest';
import { type Harness, type HarnessWishes, startHarness } from './harness.ts';
import { startKilledFleet } from './killed-fleet.ts';
import { noRedis, startRedis } from './redis.ts';
import { connect } from './seed.ts';
import { comingBack, transports } from './subscribe.ts';

/** The product with Ashby connected. */
export type Connected = Harness & { readonly integrationId: string };

type Settings = Readonly<Record<string, unknown>>;

/** One of the ways to run the product: to a suite they are one. */
export type Way = {
  readonly name: string;
  /** Why it cannot be run so here. */
  readonly missing?: string | null;
  /** Starts it and connects Ashby under these settings. */
  begin(settings?: Settings, wishes?: HarnessWishes): Promise<Connected>;
  /** As those follow who follow it. */
  readonly transports: typeof transports;
};

export const oneProcess: Way = {
  name: 'one process',
  begin: async (settings, wishes) => connected(await startHarness(wishes), settings),
  transports,
};

/** What is not answered is asked again, and whoever follows comes back: all that a client may notice. */
export const killedFleet: Way = {
  name: 'two api and two worker processes, of which one of each is killed at random throughout',
  async begin(settings, wishes) {
    const fleet = await startKilledFleet(wishes);
    const all = await connected(fleet, settings);
    fleet.beginKilling();
    return all;
  },
  transports: transports.map(([name, subscribe]) => [name, comingBack(subscribe)]),
};

export const killedFleetOverRedis: Way = {
  ...killedFleet,
  name: `${killedFleet.name}, with hints over Redis`,
  missing: noRedis,
  async begin(settings, wishes) {
    const redis = await startRedis();
    const fleet = await killedFleet.begin(settings, { ...wishes, settings: { HANDOFF_FEED_HINTS_URL: redis.url } });
    const stop = async () => {
      await fleet.stop();
      await redis[Symbol.asyncDispose]();
    };
    return { ...fleet, stop };
  },
};

async function connected(harness: Harness, settings: Settings = {}): Promise<Connected> {
  const { id } = await connect(harness, settings);
  return { ...harness, integrationId: id };
}

/** The same tests in each of these ways. */
export function inEach<W extends Pick<Way, 'name' | 'missing'>>(ways: readonly W[], suite: (way: W) => void): void {
  for (const way of ways) {
    const title = way.missing ? `${way.name}: ${way.missing}` : way.name;
    describe.skipIf(way.missing)(title, { timeout: 120_000 }, () => suite(way));
  }
}
