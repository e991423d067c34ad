import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';

/** What happens on the way to an ATS, by the key that is used. */
export type Way = {
  /** Each answer comes so much later. */
  readonly delayMs?: number;
  /** Requests that hold this are cut off: nobody knows what became of them. */
  readonly cuts?: string;
  /** What the ATS says is left of its limit, for a minute: somebody else uses the key, too. */
  readonly left?: number;
};

/** Stands before an emulator, and does to each key's requests what its way says. */
export async function startWayToAts(atsUrl: string, ways: ReadonlyMap<string, Way>) {
  const server = createServer(async (request, response) => {
    const body = await text(request);
    const { delayMs = 0, cuts, left } = ways.get(keyOf(request)) ?? {};
    if (cuts !== undefined && body.includes(cuts)) return void request.socket.destroy();
    await wait(delayMs);
    const { authorization = '', 'content-type': type = 'application/json' } = request.headers;
    const init = { method: 'POST', headers: { authorization, 'content-type': type }, body };
    const answer = await fetch(`${atsUrl}${request.url}`, init).catch(() => null);
    if (answer === null) return void request.socket.destroy();
    const headers = { ...Object.fromEntries(answer.headers), ...(left === undefined ? {} : saying(left)) };
    response.writeHead(answer.status, headers).end(await answer.text());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: urlOf(server), [Symbol.asyncDispose]: () => stop(server) };
}

function saying(left: number) {
  return { 'x-ratelimit-remaining': String(left), 'x-ratelimit-reset': String(Math.ceil(Date.now() / 1_000) + 60) };
}

/** Ashby takes its key as the name of a user. */
function keyOf({ headers: { authorization = '' } }: IncomingMessage): string {
  return Buffer.from(authorization.replace('Basic ', ''), 'base64').toString().replace(/:$/, '');
}

function urlOf(server: Server): string {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `http://127.0.0.1:${address.port}`;
}

async function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
}
