import type { SessionContext } from '@handoff/core';
import type * as Api from './generated/types.gen.ts';
import { type Reply, readReply } from './reply.ts';

type Calls =
  | Api.ApiKeyInfoData
  | Api.CandidateCreateData
  | Api.CandidateSearchData
  | Api.CandidateListData
  | Api.CandidateInfoData
  | Api.CandidateAddEmailMessageData
  | Api.CandidateCreateNoteData
  | Api.CandidateListNotesData
  | Api.CandidateAnonymizeData
  | Api.ApplicationCreateData
  | Api.ApplicationListData
  | Api.ApplicationInfoData
  | Api.JobListData
  | Api.JobInfoData
  | Api.JobSearchData
  | Api.SourceListData
  | Api.UserListData
  | Api.WebhookCreateData
  | Api.WebhookInfoData
  | Api.WebhookUpdateData
  | Api.WebhookDeleteData;
type OperationOf<Url> = Url extends `/${infer Name}` ? Name : never;

/** By its name in Ashby, such as `candidate.create`. */
export type Operation = OperationOf<Calls['url']>;
/** What it is sent; a field that is undefined is left out. */
export type BodyOf<Name extends Operation> = Loose<Extract<Calls, { url: `/${Name}` }>['body']>;
type Loose<Body> = { [Field in keyof Body]: Body[Field] | (undefined extends Body[Field] ? undefined : never) };

/** Calls one of Ashby's operations, once, and tells what happened. */
export type Call = <Name extends Operation>(operation: Name, body: BodyOf<Name>) => Promise<Reply>;

export function ashbyClient({ credential, baseUrl, send }: SessionContext): Call {
  // The key is the user name; the password is empty. Whatever was pasted is sent, so that Ashby judges it.
  const bytes = new TextEncoder().encode(`${credential.apiKey ?? ''}:`);
  const authorization = `Basic ${btoa(String.fromCharCode(...bytes))}`;
  return async (operation, body) => {
    const result = await send({
      method: 'POST',
      url: new URL(`/${operation}`, baseUrl).href,
      headers: { authorization, 'content-type': 'application/json', accept: 'application/json; version=1' },
      body: JSON.stringify(body),
    });
    return readReply(result);
  };
}
