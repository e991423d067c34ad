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

export function jsonAnswer(status: number, body: object): HttpAnswer {
  return { status, headers: json, body: JSON.stringify(body) };
}

/** The older list as some have seen it: objects in place of codes, and nothing beside them. */
export function withErrorObjects(answer: HttpAnswer): HttpAnswer {
  const body = JSON.parse(answer.body) as { success: boolean; errorInfo?: Failure };
  if (body.success || body.errorInfo === undefined) return answer;
  const errors = [{ code: body.errorInfo.code, message: body.errorInfo.message }];
  return { ...answer, body: JSON.stringify({ success: false, errors, errorInfo: null }) };
}

export function withHeaders(answer: HttpAnswer, headers: Readonly<Record<string, string>>): HttpAnswer {
  return { ...answer, headers: { ...answer.headers, ...headers } };
}
