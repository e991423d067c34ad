import { findProgram, freePort, runProgram } from './program.ts';

const program = (await findProgram('redis-server')) ?? (await findProgram('valkey-server'));

/** Why nothing can be tried over Redis here; null where it can. */
export const noRedis =
  program === null
    ? 'neither redis-server nor valkey-server is installed here (Debian: apt install redis-server)'
    : null;

/** A Redis, or a Valkey, of a test's own. */
export type Redis = AsyncDisposable & {
  readonly url: string;
  publish(channel: string, message: string): Promise<unknown>;
  /** How many listen to this channel. */
  listeners(channel: string): Promise<number>;
  /** Cuts off everybody who listens. */
  cut(): Promise<void>;
};

export async function startRedis(): Promise<Redis> {
  if (program === null) throw new Error(`${noRedis}`);
  await using prepared = new AsyncDisposableStack();
  const port = await freePort();
  prepared.use(await runProgram(program, ['--port', String(port), '--bind', '127.0.0.1', '--save', ''], port));
  const url = `redis://127.0.0.1:${port}`;
  const { createClient } = await import('redis');
  const control = await createClient({ url }).connect();
  prepared.defer(() => control.destroy());
  const owned = prepared.move();
  return {
    url,
    publish: (channel, message) => control.publish(channel, message),
    listeners: async (channel) => (await control.pubSubNumSub(channel))[channel] ?? 0,
    async cut() {
      await control.sendCommand(['CLIENT', 'KILL', 'TYPE', 'pubsub']);
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}
