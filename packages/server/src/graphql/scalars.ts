import { GraphQLError } from 'graphql';
import { z } from 'zod';
import { builder } from './builder.ts';

const moment = z.iso.datetime({ offset: true });

builder.scalarType('DateTime', {
  description: 'A moment, ISO 8601 with its zone: `2026-11-23T10:00:00.000Z`.',
  serialize: (at) => at.toISOString(),
  parseValue: (text) => {
    const parsed = moment.safeParse(text);
    if (!parsed.success) throw new GraphQLError('This is not an ISO 8601 time with a zone.');
    return new Date(parsed.data);
  },
});

builder.scalarType('JSON', {
  description: 'Any JSON value.',
  serialize: (value) => value,
  parseValue: (value) => value,
});
