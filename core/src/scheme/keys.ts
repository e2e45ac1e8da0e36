import { z } from 'zod';
import { schemeDocument } from './document.ts';

interface JsonSchema {
  readonly $ref?: string;
  readonly properties?: Record<string, JsonSchema>;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly const?: unknown;
  readonly $defs?: Record<string, JsonSchema>;
}

let published: JsonSchema | undefined;

/** The JSON Schema of a scheme document, for editors; published in `docs/scheme.schema.json`. */
export function schemeJsonSchema(): JsonSchema {
  published ??= z.toJSONSchema(schemeDocument, { unrepresentable: 'any', reused: 'ref' }) as JsonSchema;
  return published;
}

const follow = (schema: JsonSchema | undefined): JsonSchema | undefined =>
  schema?.$ref ? schemeJsonSchema().$defs?.[schema.$ref.replace('#/$defs/', '')] : schema;

/** A rule's own shape is found by its `kind`. */
function choose(schema: JsonSchema, value: unknown): JsonSchema {
  const branches = schema.oneOf ?? schema.anyOf;
  if (!branches) return schema;
  const kind = (value as { kind?: unknown } | undefined)?.kind;
  const own = branches.find((b) => follow(b)?.properties?.kind?.const === kind && kind !== undefined);
  return follow(own ?? branches.find((b) => follow(b)?.properties)) ?? schema;
}

/** The keys that may stand at a path of the document, for “did you mean”. */
export function keysAt(path: readonly PropertyKey[], document: unknown): readonly string[] {
  let schema: JsonSchema | undefined = schemeJsonSchema();
  let value = document;
  for (const key of path) {
    const here: JsonSchema | undefined = schema && choose(follow(schema) ?? schema, value);
    schema = typeof key === 'number' ? here?.items : here?.properties?.[String(key)];
    value = (value as Record<PropertyKey, unknown> | undefined)?.[key];
  }
  const here = schema && choose(follow(schema) ?? schema, value);
  return Object.keys(here?.properties ?? {});
}
