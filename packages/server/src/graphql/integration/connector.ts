import { type Connector as ConnectorDefinition, describeCapabilities } from '@handoff/core';
import { builder } from '../builder.ts';

const SupportLevel = builder.enumType('SupportLevel', {
  description: 'Who stands behind a connector.',
  values: {
    OFFICIAL: { description: 'Kept by the makers of Handoff.' },
    COMMUNITY: { description: 'Kept by others.' },
    EXPERIMENTAL: { description: 'May change or go.' },
  },
});

export const Connector = builder.objectRef<ConnectorDefinition>('Connector').implement({
  description: 'The package that speaks to one ATS.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Stable, as used in inputs.' }),
    name: t.exposeString('name', { description: 'As people write it.' }),
    supportLevel: t.expose('supportLevel', { type: SupportLevel, description: 'Who stands behind it.' }),
    capabilities: t.stringList({
      description: 'What it can do, each in words for a person.',
      resolve: ({ capabilities }) => describeCapabilities(capabilities),
    }),
    credentialSchema: t.field({
      type: 'JSON',
      description: 'The form: `{ fields: [{ name, label, help, secret: "SECRET" | "PLAIN" }], steps: [String] }`.',
      resolve: ({ credential }) => credential,
    }),
  }),
});

builder.queryField('connectors', (t) =>
  t.field({
    type: [Connector],
    description: 'Every ATS that can be connected.',
    resolve: (_, __, { connectors }) => [...connectors.all],
  }),
);
