import { z } from 'zod';
import { writeDuration } from '../../time/duration.js';
import { duration, positiveDuration } from './scalars.js';
import { configSchema } from './schema.js';

/** A JSON Schema, or a part of one. */
export type JsonSchema = z.core.JSONSchema.JSONSchema;

/**
 * What oops-report.yaml may say as JSON Schema (draft 2020-12), for editors: every key with its description, its default
 * and what it can be. It is made from the schema that the program reads the config with. What one key says about another,
 * and what a pattern of characters cannot tell, such as the name of a zone, is left to the program.
 */
export function describeConfigSchema(): JsonSchema {
  const { $schema, ...rest } = schemaOf(configSchema);
  return { $schema, title: 'oops-report.yaml', ...rest } as JsonSchema;
}

function schemaOf(schema: z.ZodType): JsonSchema {
  const made = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', override });
  return withoutNull(made) as JsonSchema;
}

/** Says what zod leaves out, because it is said by code: names of the user's choice, what may be left out, defaults. */
function override({
  zodSchema,
  jsonSchema,
}: {
  readonly zodSchema: z.core.$ZodTypes;
  readonly jsonSchema: z.core.JSONSchema.BaseSchema;
}): void {
  const { def } = zodSchema._zod;
  if (def.type === 'map') {
    const { $schema, ...values } = schemaOf(def.valueType as z.ZodType);
    Object.assign(jsonSchema, { type: ['object', 'null'], additionalProperties: values });
  }
  if (def.type === 'object') {
    const required =
      jsonSchema.required?.filter(
        (key) => !z.safeParse(def.shape[key] as z.core.$ZodType, undefined).success,
      ) ?? [];
    // A mapping whose keys can all be left out can be left empty itself.
    jsonSchema.type = (required.length === 0 ? ['object', 'null'] : 'object') as 'object';
    if (required.length > 0) jsonSchema.required = required;
    else delete jsonSchema.required;
  }
  if (def.type === 'default') {
    const written = asWritten(def.defaultValue, def.innerType);
    if (written !== null) jsonSchema.default = written as z.core.JSONSchema.BaseSchema['default'];
  }
}

/** A default as the config would say it. */
function asWritten(value: unknown, schema: z.core.$ZodType): unknown {
  const isDuration = schema === duration || schema === positiveDuration;
  return isDuration && typeof value === 'number' ? writeDuration(value) : value;
}

/** Of what may be unknown within the program, only what can be written: nothing but a mapping can be left empty. */
function withoutNull(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withoutNull);
  if (typeof schema !== 'object' || schema === null) return schema;
  const { anyOf, ...rest } = schema as JsonSchema;
  const [only, ...others] = anyOf?.filter((one) => (one as JsonSchema).type !== 'null') ?? [];
  const parts =
    only && others.length === 0
      ? { ...(only as JsonSchema), ...rest }
      : withoutNullType(schema as JsonSchema);
  return Object.fromEntries(Object.entries(parts).map(([key, part]) => [key, withoutNull(part)]));
}

function withoutNullType(schema: JsonSchema): JsonSchema {
  const types: readonly string[] = Array.isArray(schema.type) ? schema.type : [];
  if (!types.includes('null') || types.includes('object')) return schema;
  const left = types.filter((type) => type !== 'null');
  return { ...schema, type: (left.length === 1 ? left[0] : left) as 'string' };
}
