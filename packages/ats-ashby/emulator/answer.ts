/** What goes back to a caller, before a fault gets in its way. */
export type HttpAnswer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

export type Failure = { readonly code: string; readonly message: string };

const json = { 'content-type': 'application/json; charset=utf-8' };
const text = { 'content-type': 'text/plain; charset=utf-8' };

export function textAnswer(status: number, body: string): HttpAnswer {
  return { status, headers: text, body };
}

export function successAnswer(envelope: object): HttpAnswer {
  return { status: 200, headers: json, body: JSON.stringify({ success: true, ...envelope }) };
}

export function failureAnswer(status: number, { code, message }: Failure, requestId: string): HttpAnswer {
  const errorInfo = { code, message, requestId, meta: {} };
  return { status, headers: json, body: JSON.stringify({ success: false, errors: [code], errorInfo }) };
}

export function withHeaders(answer: HttpAnswer, headers: Readonly<Record<string, string>>): HttpAnswer {
  return { ...answer, headers: { ...answer.headers, ...headers } };
}
