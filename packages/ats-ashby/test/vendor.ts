import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { HttpRequest, HttpResult, Send } from '@handoff/core';
import { sendOnce } from '@handoff/core/transport';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';
import { z } from 'zod';
import { asDescribed } from './deviations.ts';

/** The vendor's own description of its API: not ours to ship, so that it is checked against where it is at hand. */
const file =
  process.env.ASHBY_OPENAPI ?? fileURLToPath(new URL('../../../../shared/ashby-openapi.yml', import.meta.url));

export const isVendorPresent = existsSync(file);

/** Only what is asked of it here: which operations there are. The rest is the validator's. */
const document = z.looseObject({
  paths: z.record(
    z.string(),
    z.looseObject({ post: z.looseObject({ requestBody: z.unknown().optional() }).optional() }),
  ),
});

export const vendor = isVendorPresent ? document.parse(parse(readFileSync(file, 'utf8'))) : null;

const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: true, logger: false });
addFormats.default(ajv);
if (vendor) ajv.addSchema(vendor, 'vendor');

const compiled = new Map<string, ReturnType<Ajv2020['compile']>>();

function validatorOf(operation: string, part: 'requestBody' | 'responses/200') {
  const pointer = `/paths/~1${operation}/post/${part}/content/application~1json/schema`;
  const found = compiled.get(pointer) ?? ajv.compile({ $ref: `vendor#${pointer}` });
  compiled.set(pointer, found);
  return found;
}

/** What the vendor's description objects to in one call; a difference that is listed, with its reason, is none. */
function objectionsTo(request: HttpRequest, result: HttpResult): readonly string[] {
  const operation = new URL(request.url).pathname.slice(1);
  const described = vendor?.paths[`/${operation}`]?.post;
  if (!vendor || result.kind !== 'ANSWERED' || result.status !== 200) return [];
  if (!described) return [`${operation} is not in the vendor's description`];
  const answer = asDescribed(operation, result.body);
  const asked = described.requestBody ? objections(operation, 'requestBody', JSON.parse(request.body ?? '{}')) : [];
  const wasGood = z.object({ success: z.literal(true) }).safeParse(answer).success;
  // What was refused may well have been wrong: that is what a test of a refusal sends.
  return [...(wasGood ? asked : []), ...objections(operation, 'responses/200', answer)];
}

function objections(operation: string, part: 'requestBody' | 'responses/200', value: unknown): readonly string[] {
  const validate = validatorOf(operation, part);
  if (validate(value)) return [];
  const told = (validate.errors ?? []).map(
    ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
  );
  return told.map((text) => `${operation} ${part}: ${text}`);
}

/** As requests go to the emulator, each held to the vendor's description with its answer. */
export function checkedSend(origin: string, timeoutMs = 5_000): Send {
  const send = sendOnce({ origin, timeoutMs, maxBytes: 5_000_000 });
  return async (request) => {
    const result = await send(request);
    const found = isSpoiled(result) ? [] : objectionsTo(request, result);
    if (found.length > 0) throw new Error(`Not as the vendor describes it:\n${found.join('\n')}`);
    return result;
  };
}

/** A planned fault: no answer of Ashby's. */
function isSpoiled(result: HttpResult): boolean {
  if (result.kind !== 'ANSWERED' || result.status !== 200) return true;
  try {
    JSON.parse(result.body);
    return false;
  } catch {
    return true;
  }
}
