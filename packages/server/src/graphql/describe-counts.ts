import SchemaBuilder, { BasePlugin, type PothosOutputFieldConfig, type SchemaTypes } from '@pothos/core';

/** The plugin's name, as the builder lists it. */
export const describeCounts = 'describeCounts';

declare global {
  export namespace PothosSchemaTypes {
    export interface Plugins<Types extends SchemaTypes> {
      describeCounts: DescribeCounts<Types>;
    }
  }
}

/** Describes the `totalCount` of every connection: the Prisma plugin makes it, and takes no description for it. */
class DescribeCounts<Types extends SchemaTypes> extends BasePlugin<Types> {
  override onOutputFieldConfig(field: PothosOutputFieldConfig<Types>): PothosOutputFieldConfig<Types> {
    if (field.name !== 'totalCount' || field.description) return field;
    return { ...field, description: 'How many there are on all pages together. Counted only when it is asked for.' };
  }
}

SchemaBuilder.registerPlugin(describeCounts, DescribeCounts);
