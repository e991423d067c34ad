import { documents } from './documents.ts';

/** Sends the documents of a frontend as a frontend would: over HTTP, with a token. */
export type Client = {
  readonly url: string;
  readonly token: string;
  /** The answer's data; throws when the answer has top-level errors. */
  send(operation: keyof typeof documents, variables?: Readonly<Record<string, unknown>>): Promise<Answer>;
  /** The answer as it is, errors included. */
  post(body: unknown): Promise<{ status: number; body: Answer }>;
};

/** An answer's JSON: a test says what it expects of it, and fails where it is otherwise. */
// biome-ignore lint/suspicious/noExplicitAny: the shape is what the test is about.
export type Answer = any;

export function clientOf(url: string, token: string): Client {
  const post = async (body: unknown) => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
    });
    return { status: response.status, body: await response.json() };
  };
  return {
    url,
    token,
    post,
    async send(operation, variables = {}) {
      const { body } = await post({ query: documents[operation], variables });
      if (body.errors) throw new Error(`${operation}: ${JSON.stringify(body.errors)}`);
      return body.data;
    },
  };
}
