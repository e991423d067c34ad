import { readFile } from 'node:fs/promises';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';
import { z } from 'zod';
import type { HttpAnswer } from './answer.ts';
import { asDescribed } from './deviations.ts';

/**
 * The vendor's own description of its API (OpenAPI 3.1). It is not ours to ship: whoever has it can hold
 * to it what the emulator is asked and what it says.
 */
export type Description = {
  /** What it objects to in one call; a difference that is listed with its reason is none. */
  objectionsTo(exchange: Exchange): readonly string[];
  /** The same for what a webhook is sent. */
  objectionsToEvent(event: { readonly action: string }): readonly string[];
};

type Exchange = { readonly operation: string; readonly asked: unknown; readonly answer: HttpAnswer };

/** Only what is asked of it here: which operations there are. The rest is the validator's. */
const operation = z.looseObject({ post: z.looseObject({ requestBody: z.unknown().optional() }).optional() });
const document = z.looseObject({ paths: z.record(z.string(), operation) });

const read = new Map<string, Promise<Description>>();

/** Each file once: it is long. */
export function readDescription(file: string): Promise<Description> {
  const description = read.get(file) ?? readFile(file, 'utf8').then((text) => describe(parse(text)));
  read.set(file, description);
  return description;
}

function describe(text: unknown): Description {
  const vendor = document.parse(text);
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: true, logger: false });
  addFormats.default(ajv);
  ajv.addSchema(vendor, 'vendor');
  const validators = new Map<string, ReturnType<Ajv2020['compile']>>();

  function objections(place: string, value: unknown): readonly string[] {
    const pointer = `${place}/content/application~1json/schema`;
    const validate = validators.get(pointer) ?? ajv.compile({ $ref: `vendor#${pointer}` });
    validators.set(pointer, validate);
    if (validate(value)) return [];
    return (validate.errors ?? []).map(
      ({ instancePath, message, params }) => `${place}: ${instancePath} ${message} ${JSON.stringify(params)}`,
    );
  }

  return {
    objectionsTo({ operation, asked, answer }) {
      if (answer.status !== 200) return [];
      const described = vendor.paths[`/${operation}`]?.post;
      if (described === undefined) return [`${operation} is not in the vendor's description`];
      const answered = asDescribed(operation, answer.body);
      const place = `/paths/~1${operation}/post`;
      // Input that was refused is wrong, and meant to be: a test of the refusal sends it.
      const isWrong = refusal.safeParse(answered).data?.errorInfo.code === 'invalid_input';
      const found = described.requestBody && !isWrong ? objections(`${place}/requestBody`, asked) : [];
      return [...found, ...objections(`${place}/responses/200`, answered)];
    },
    objectionsToEvent: (event) =>
      objections(`/webhooks/${event.action}/post/requestBody`, asDescribed(event.action, JSON.stringify(event))),
  };
}

const refusal = z.object({ success: z.literal(false), errorInfo: z.object({ code: z.string() }) });
