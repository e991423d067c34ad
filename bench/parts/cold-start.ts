import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';

export type Started = {
  readonly file: URL;
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** Where it answers once it is there. */
  readonly url: string;
  readonly token: string;
};

const lookAgainMs = 5;
const giveUpMs = 60_000;

/** From nothing to the first answer to a query of the account's name, in milliseconds; then it is gone again. */
export async function startAndAsk({ file, args, environment, url, token }: Started, name: string): Promise<number> {
  const from = performance.now();
  const env = { ...process.env, NODE_ENV: 'production', ...environment };
  const child = spawn(process.execPath, [file.pathname, ...args], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  const ended = once(child, 'exit');
  try {
    while (performance.now() - from < giveUpMs) {
      const answer = await ask(url, token).catch(() => null);
      if (answer?.includes(name)) return performance.now() - from;
      if (answer !== null) throw new Error(`it answered ${answer}`);
      await wait(lookAgainMs);
    }
    throw new Error('it did not answer');
  } finally {
    child.kill('SIGTERM');
    await ended;
  }
}

async function ask(url: string, token: string): Promise<string> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: '{ viewer { account { name } } }' }),
  });
  return response.text();
}
