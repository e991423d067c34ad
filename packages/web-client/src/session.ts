import { sample } from './sample.ts';

const storageKey = 'handoff.token';
const listeners = new Set<() => void>();

/** The token of who is signed in, kept by this browser. */
export const session = {
  token: (): string | null => localStorage.getItem(storageKey),
  begin(token: string): void {
    localStorage.setItem(storageKey, token);
    tell();
  },
  end(): void {
    localStorage.removeItem(storageKey);
    sample.forget();
    tell();
  },
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

function tell(): void {
  for (const listener of listeners) listener();
}

/** Exchanges the one-time code of a link for a token; answers with why not. */
export async function signIn(said: string): Promise<string | null> {
  const [code, ...more] = said.split('&');
  const response = await fetch('/auth/sign-in', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code }),
  });
  const body: { token?: string; error?: { message: string } } = await response.json();
  if (!body.token) return body.error?.message ?? response.statusText;
  sample.keep(more.join('&'));
  session.begin(body.token);
  return null;
}
