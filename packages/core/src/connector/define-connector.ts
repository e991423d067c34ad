import type { Capabilities } from './capabilities.ts';
import type { Credential, CredentialField } from './credential.ts';
import type { Session } from './session.ts';
import type { Send } from './transport.ts';

/** The version of this interface. A package of another major version is refused at boot. */
export const interfaceVersion = '0.1';

/**
 * All there is to know about one ATS. A connector package exports one of these; the form, its
 * validation, the docs and the page's card come from it.
 */
export type Connector = {
  /** Stable for ever: it is stored with every integration. Lower case. */
  readonly id: string;
  /** As people write it, with its capitals. */
  readonly name: string;
  readonly supportLevel: 'OFFICIAL' | 'COMMUNITY' | 'EXPERIMENTAL';
  readonly interfaceVersion: string;
  readonly credential: {
    readonly fields: readonly CredentialField[];
    /** How to make one in the ATS, a step a line. */
    readonly steps: readonly string[];
  };
  readonly capabilities: Capabilities;
  /** Where requests may go. An operator can point it elsewhere; a user cannot. */
  readonly baseUrl: string;
  /** The ATS's own limit, kept to even before it complains. */
  readonly limits: { readonly requests: number; readonly perMs: number };
  open(context: SessionContext): Session;
};

export type SessionContext = {
  readonly credential: Credential;
  readonly baseUrl: string;
  readonly send: Send;
};

/** Checks a connector's shape at compile time, and freezes it. */
export function defineConnector(connector: Connector): Connector {
  return Object.freeze(connector);
}
