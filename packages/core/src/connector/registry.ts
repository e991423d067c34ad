import { type Connector, interfaceVersion } from './define-connector.ts';

export type Registry = {
  readonly connectors: readonly Connector[];
  /** Those that were left out, each with a sentence for the operator. */
  readonly refused: readonly { readonly name: string; readonly why: string }[];
};

/**
 * The connectors of a server, from a module's exports. One that was written for another major version of
 * the interface, or that takes an id a second time, is refused by name; the rest starts.
 */
export function registryOf(exported: Readonly<Record<string, unknown>>): Registry {
  const connectors: Connector[] = [];
  const refused: { name: string; why: string }[] = [];
  for (const [name, value] of Object.entries(exported)) {
    const why = objectionTo(value, connectors);
    if (why === null) connectors.push(value as Connector);
    else refused.push({ name, why });
  }
  return { connectors, refused };
}

function objectionTo(value: unknown, taken: readonly Connector[]): string | null {
  if (!looksLikeConnector(value)) return 'It is no connector: export what defineConnector returns.';
  if (majorOf(value.interfaceVersion) !== majorOf(interfaceVersion)) {
    return `It was written for version ${value.interfaceVersion} of the connector interface, and this is ${interfaceVersion}.`;
  }
  if (!/^[a-z][a-z0-9-]{0,39}$/.test(value.id))
    return `Its id "${value.id}" is not lower case letters, digits and dashes.`;
  return taken.some(({ id }) => id === value.id) ? `The id "${value.id}" is taken by another connector.` : null;
}

function looksLikeConnector(value: unknown): value is Connector {
  if (typeof value !== 'object' || value === null) return false;
  const { id, interfaceVersion: version, open } = value as Partial<Connector>;
  return typeof id === 'string' && typeof version === 'string' && typeof open === 'function';
}

function majorOf(version: string): string {
  return version.split('.', 1)[0] ?? '';
}
