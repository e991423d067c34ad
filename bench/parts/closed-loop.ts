import { Agent, request } from 'node:http';
import { quantile } from '../frame/estimate.ts';

export type Asking = {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
};

/** Each connection asks anew once it is answered. */
const connections = 8;
const agent = new Agent({ keepAlive: true, maxSockets: connections });

export type Pace = { readonly perSecond: number; readonly p99Ms: number };

/** Asks for so long, and answers with how fast it was answered. Throws at an answer that is no success. */
export async function askFor(ms: number, asking: Asking): Promise<Pace> {
  const took: number[] = [];
  const from = performance.now();
  const lane = async () => {
    while (performance.now() - from < ms) {
      const asked = performance.now();
      await answerTo(asking);
      took.push(performance.now() - asked);
    }
  };
  await Promise.all(Array.from({ length: connections }, lane));
  return { perSecond: (took.length / (performance.now() - from)) * 1_000, p99Ms: quantile(took, 0.99) };
}

export function answerTo({ url, headers, body }: Asking): Promise<string> {
  const text = JSON.stringify(body);
  const own = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) };
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', agent, headers: { ...headers, ...own } }, (response) => {
      let answer = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        answer += chunk;
      });
      response.on('end', () => {
        if (response.statusCode === 200) resolve(answer);
        else reject(new Error(`${url} answered ${response.statusCode}: ${answer}`));
      });
    });
    sent.on('error', reject);
    sent.end(text);
  });
}
