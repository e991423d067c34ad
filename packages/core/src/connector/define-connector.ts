import type { Capabilities } from './capabilities.ts';
import type { Credential, CredentialField } from './credential.ts';
import type { Limits } from './limits.ts';
import type { Session, SessionOf } from './session.ts';
import type { Send } from './transport.ts';
import type { Webhooks } from './webhook.ts';

/** The version of this interface, `major.minor`. A connector of another major version is refused at boot. */
export const interfaceVersion = '1.0';

/**
 * All there is to know about one ATS. A connector package exports one of these; the form, its
 * validation, the docs and the page's card come from it.
 */
export type Connector<C extends Capabilities = Capabilities> = {
  /** Stable for ever: it is stored with every integration. Lower case, digits and dashes. */
  readonly id: string;
  /** As people write it, with its capitals. */
  readonly name: string;
  readonly supportLevel: 'OFFICIAL' | 'COMMUNITY' | 'EXPERIMENTAL';
  /** That of `interfaceVersion` when the connector was written. */
  readonly interfaceVersion: string;
  readonly credential: {
    readonly fields: readonly [CredentialField, ...CredentialField[]];
    /** How to make one in the ATS, a step a line. */
    readonly steps: readonly string[];
  };
  readonly capabilities: C;
  /** What the credential must be allowed, in the ATS's own words, and what each is for, in words for a person. */
  readonly permissions: readonly Permission[];
  /** Where requests may go. An operator can point it elsewhere; a user cannot. */
  readonly baseUrl: string;
  readonly limits: Limits;
  /** Needed where `capabilities.webhooks` names a topic. */
  readonly webhooks?: Webhooks;
  open(context: SessionContext): Session;
};

export type Permission = {
  readonly name: string;
  /** Whether nothing works without it, or only the features it is for. */
  readonly need: 'ALWAYS' | 'FEATURE';
  readonly requiredBy: readonly string[];
};

/** All that a session is given: what is not here is out of its reach. */
export type SessionContext = {
  readonly credential: Credential;
  readonly baseUrl: string;
  readonly send: Send;
};

type Definition<C extends Capabilities> = Omit<Connector<C>, 'open' | 'webhooks'> & {
  open(context: SessionContext): SessionOf<C>;
} & (C['webhooks'] extends readonly [] ? { readonly webhooks?: undefined } : { readonly webhooks: Webhooks });

/** Defines a connector: the compiler asks for the methods that its capabilities promise. */
export function defineConnector<const C extends Capabilities>(definition: Definition<C>): Connector {
  return Object.freeze(definition as unknown as Connector);
}
