import type { Hint, Webhooks, WebhookTopic } from '@handoff/core';
import { z } from 'zod';
import { zApplication, zCandidateDeleted, zCandidateMerged } from './generated/zod.gen.ts';

/** It is a hint: of the application only its id is read, and the rest is asked for. */
const applicationChanged = z.object({ data: z.object({ application: zApplication.pick({ id: true }) }) });
const envelope = z.object({ webhookActionId: z.string().nullish(), action: z.string() });

/** What each event hints at. One that we do not listen to is good, and says nothing. */
const topics: Readonly<Record<string, WebhookTopic>> = {
  candidateMerge: 'CANDIDATE_MERGED',
  candidateDelete: 'CANDIDATE_GONE',
  applicationSubmit: 'APPLICATION_CHANGED',
  applicationUpdate: 'APPLICATION_CHANGED',
  candidateStageChange: 'APPLICATION_CHANGED',
  candidateHire: 'APPLICATION_CHANGED',
};

/** `Ashby-Signature: sha256=…` over the raw bytes; the id of a delivery is the same for each of its repetitions. */
export const webhooks: Webhooks = {
  async verify({ headers, body }, secrets) {
    const given = /^sha256=([0-9a-f]{64})$/.exec(headers['ashby-signature'] ?? '')?.[1];
    if (given === undefined || !(await isSigned(given, { body, secrets }))) return { kind: 'FORGED' };
    const hints = hintsOf(body);
    return hints === null ? { kind: 'UNREADABLE' } : { kind: 'VERIFIED', hints };
  },
};

/** Every secret is tried, whichever fits: how long it takes tells nothing. `verify` compares in constant time. */
async function isSigned(
  given: string,
  { body, secrets }: { body: Uint8Array; secrets: readonly string[] },
): Promise<boolean> {
  const signature = Uint8Array.from(given.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  const fits = secrets.map(async (secret) => {
    const algorithm = { name: 'HMAC', hash: 'SHA-256' };
    const key = await crypto.subtle.importKey('raw', new TextEncoder().encode(secret), algorithm, false, ['verify']);
    return crypto.subtle.verify('HMAC', key, signature, new Uint8Array(body));
  });
  return (await Promise.all(fits)).includes(true);
}

function hintsOf(body: Uint8Array): readonly Hint[] | null {
  const json = parse(new TextDecoder().decode(body));
  const read = envelope.safeParse(json);
  if (!read.success) return null;
  const topic = topics[read.data.action];
  if (topic === undefined) return [];
  const records = recordsOf(topic, json);
  const deliveryId = read.data.webhookActionId;
  return records && deliveryId ? [{ topic, deliveryId, ...records }] : null;
}

function recordsOf(topic: WebhookTopic, json: unknown): Pick<Hint, 'remoteId' | 'movedTo'> | null {
  switch (topic) {
    case 'CANDIDATE_MERGED': {
      const { data } = zCandidateMerged.safeParse(json).data ?? {};
      return data ? { remoteId: data.deletedCandidate.id, movedTo: data.mergedCandidate.id } : null;
    }
    case 'CANDIDATE_GONE': {
      const { data } = zCandidateDeleted.safeParse(json).data ?? {};
      return data ? { remoteId: data.candidate.id, movedTo: null } : null;
    }
    default: {
      const { data } = applicationChanged.safeParse(json).data ?? {};
      return data ? { remoteId: data.application.id, movedTo: null } : null;
    }
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
