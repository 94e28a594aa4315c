// Values that a JSON schema of /v1/openapi.json allows, and values near them. Only what those schemas use.

import { fc } from "@fast-check/vitest";

export interface JsonSchema {
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  anyOf?: JsonSchema[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: boolean | JsonSchema;
  propertyNames?: JsonSchema;
  maxProperties?: number;
  items?: JsonSchema;
  minItems?: number;
  maxItems?: number;
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  examples?: unknown[];
  "x-maxBytes"?: number;
}

/** Mostly values that the schema allows; the caller asks a validator. */
export function valuesOf(schema: JsonSchema): fc.Arbitrary<unknown> {
  const made = madeOf(schema);
  return schema.examples ? fc.oneof(made, fc.constantFrom(...schema.examples)) : made;
}

function madeOf(schema: JsonSchema): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map(valuesOf));
  switch (schema.type) {
    case "string":
      return textsOf(schema);
    case "integer":
      return fc.integer({ min: schema.minimum ?? -1_000, max: Math.min(schema.maximum ?? 1_000, 2 ** 31 - 1) });
    case "number":
      return fc.double({ min: schema.minimum ?? -1e6, max: schema.maximum ?? 1e6, noNaN: true });
    case "boolean":
      return fc.boolean();
    case "null":
      return fc.constant(null);
    case "array":
      return fc.array(valuesOf(schema.items ?? {}), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 4, 20),
      });
    case "object":
      return objectsOf(schema);
    default:
      return fc.jsonValue({ maxDepth: 1 });
  }
}

function textsOf({ pattern, minLength = 0, maxLength = 64 }: JsonSchema): fc.Arbitrary<string> {
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern));
  return fc.oneof(
    fc.string({ minLength, maxLength, unit: "binary" }),
    // At the very limit, too.
    fc.constantFrom("a", "\u0001", "\u{1f3a5}").map((unit) => unit.repeat(maxLength)),
  );
}

function objectsOf({ properties = {}, required = [], additionalProperties, propertyNames }: JsonSchema) {
  const named = fc.record(
    Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, valuesOf(schema)])),
    { requiredKeys: required },
  );
  if (typeof additionalProperties !== "object") return named;
  const more = fc.dictionary(
    valuesOf(propertyNames ?? { type: "string" }) as fc.Arbitrary<string>,
    valuesOf(additionalProperties),
    {
      maxKeys: 4,
    },
  );
  return fc.tuple(named, more).map(([own, others]) => ({ ...others, ...own }));
}

const anything = fc.jsonValue({ maxDepth: 2 });

/** A value of the schema with something wrong in it, most of the time. */
export function nearValuesOf(schema: JsonSchema): fc.Arbitrary<unknown> {
  if (schema.anyOf) return fc.oneof(anything, ...schema.anyOf.map(nearValuesOf));
  if (schema.type === "object") {
    const names = Object.keys(schema.properties ?? {});
    const spoil = fc.record({
      name: names.length > 0 ? fc.constantFrom(...names, "unknown") : fc.string(),
      value: fc.oneof(anything, ...Object.values(schema.properties ?? {}).map(nearValuesOf)),
      drop: fc.boolean(),
    });
    return fc.tuple(valuesOf(schema), spoil).map(([value, { name, value: wrong, drop }]) => {
      const { [name]: _dropped, ...rest } = value as Record<string, unknown>;
      return drop ? rest : { ...rest, [name]: wrong };
    });
  }
  if (schema.type === "string")
    return fc.oneof(
      anything,
      fc.string({ unit: "binary", maxLength: 200 }),
      fc.string({ minLength: (schema.maxLength ?? 128) + 1, maxLength: (schema.maxLength ?? 128) + 5 }),
    );
  return fc.oneof(anything, fc.double(), fc.constantFrom((schema.minimum ?? 0) - 1, (schema.maximum ?? 0) + 1, 1.5));
}
