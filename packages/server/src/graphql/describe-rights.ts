import { type GraphQLObjectType, type GraphQLSchema, isObjectType } from 'graphql';
import { z } from 'zod';

const guarded = z.object({ pothosOptions: z.object({ authScopes: z.object({ manager: z.literal(true) }) }) });
const managersOnly = 'For owners and managers; a token needs the scope MANAGE.';

/** Says in the schema itself what each field needs, from the very options that guard it. */
export function describeRights(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) if (isObjectType(type)) describeFields(type);
  return schema;
}

function describeFields(type: GraphQLObjectType): void {
  for (const field of Object.values(type.getFields())) {
    if (guarded.safeParse(field.extensions).success) field.description = `${field.description} ${managersOnly}`;
  }
}
