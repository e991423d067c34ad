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

/** Exchanges a one-time code for a token; answers with why not. */
export async function signIn(code: string): Promise<string | null> {
  const response = await fetch('/auth/sign-in', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code }),
  });
  const body: { token?: string; error?: { message: string } } = await response.json();
  if (!body.token) return body.error?.message ?? response.statusText;
  session.begin(body.token);
  return null;
}
