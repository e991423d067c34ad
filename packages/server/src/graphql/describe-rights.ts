import type { GraphQLField, GraphQLSchema } from 'graphql';
import { z } from 'zod';

const guarded = z.object({ pothosOptions: z.object({ authScopes: z.object({ manager: z.literal(true) }) }) });

/** Says in the schema itself what each field needs, from the very options that guard it. */
export function describeRights(schema: GraphQLSchema): GraphQLSchema {
  const roots = [
    [schema.getQueryType(), 'READ', 'READ and MANAGE'],
    [schema.getSubscriptionType(), 'READ', 'READ and MANAGE'],
    [schema.getMutationType(), 'CONTACTS or MANAGE', 'MANAGE'],
  ] as const;
  for (const [type, scopes, managersScopes] of roots) {
    for (const field of Object.values(type?.getFields() ?? {})) {
      say(
        field,
        isManagers(field) ? `For owners and managers; a token needs ${managersScopes}.` : `A token needs ${scopes}.`,
      );
    }
  }
  return schema;
}

function isManagers({ extensions }: GraphQLField<unknown, unknown>): boolean {
  return guarded.safeParse(extensions).success;
}

function say(field: GraphQLField<unknown, unknown>, rights: string): void {
  field.description = `${field.description} ${rights}`;
}
