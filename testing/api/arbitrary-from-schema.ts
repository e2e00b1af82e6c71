import fc from 'fast-check';
import type { JsonSchema } from '#hub/features/docs/openapi-document.ts';

/** Values that fit a JSON schema as z.toJSONSchema writes it: enough of the vocabulary for our own contracts. */
export function arbitraryFromSchema(schema: JsonSchema): fc.Arbitrary<unknown> {
  const {
    examples,
    enum: choices,
    anyOf,
    oneOf,
    allOf,
  } = schema as {
    examples?: unknown[];
    enum?: unknown[];
    anyOf?: JsonSchema[];
    oneOf?: JsonSchema[];
    allOf?: JsonSchema[];
  };
  if ('const' in schema) return fc.constant(schema['const']);
  if (examples) return fc.constantFrom(...examples);
  if (choices) return fc.constantFrom(...choices);
  if (anyOf ?? oneOf) return fc.oneof(...(anyOf ?? oneOf ?? []).map(arbitraryFromSchema));
  if (allOf) return fc.tuple(...allOf.map(arbitraryFromSchema)).map((parts) => Object.assign({}, ...parts) as unknown);
  switch (schema['type']) {
    case 'object':
      return objectOf(schema);
    case 'array':
      return arrayOf(schema);
    case 'string':
      return stringOf(schema);
    case 'integer':
      return fc.integer(rangeOf(schema));
    case 'number':
      return fc.double({ ...rangeOf(schema), noNaN: true, noDefaultInfinity: true });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    default:
      return fc.jsonValue();
  }
}

function objectOf(schema: JsonSchema): fc.Arbitrary<unknown> {
  const properties = (schema['properties'] ?? {}) as Record<string, JsonSchema>;
  const required = (schema['required'] ?? []) as string[];
  const known = fc.record(
    Object.fromEntries(Object.entries(properties).map(([name, inner]) => [name, arbitraryFromSchema(inner)])),
    { requiredKeys: required.filter((name) => name in properties), noNullPrototype: true },
  );
  const names = schema['propertyNames'] as JsonSchema | undefined;
  const values = schema['additionalProperties'];
  if (!names || typeof values !== 'object' || values === null) return known;
  const keys = arbitraryFromSchema(names).map(String);
  const more = fc.dictionary(keys, arbitraryFromSchema(values as JsonSchema), { maxKeys: 3, noNullPrototype: true });
  return fc.tuple(known, more).map(([one, other]) => ({ ...one, ...other }));
}

function arrayOf(schema: JsonSchema): fc.Arbitrary<unknown> {
  const {
    minItems = 0,
    maxItems = 4,
    items,
    prefixItems,
  } = schema as {
    minItems?: number;
    maxItems?: number;
    items?: JsonSchema;
    prefixItems?: JsonSchema[];
  };
  if (prefixItems) return fc.tuple(...prefixItems.map(arbitraryFromSchema));
  const bounds = { minLength: minItems, maxLength: Math.max(minItems, Math.min(maxItems, 4)) };
  return fc.array(arbitraryFromSchema(items ?? {}), bounds);
}

const HALF_A_CENTURY = {
  min: new Date('1990-01-01T00:00:00Z'),
  max: new Date('2040-01-01T00:00:00Z'),
  noInvalidDate: true,
};

const LETTERS = Array.from('abcdefghijklmnopqrstuvwxyzéñßøعربहिंदी中文');

function stringOf(schema: JsonSchema): fc.Arbitrary<string> {
  const {
    minLength = 0,
    maxLength = 40,
    pattern,
    format,
  } = schema as {
    minLength?: number;
    maxLength?: number;
    pattern?: string;
    format?: string;
  };
  switch (format) {
    case 'uuid':
      return fc.uuid();
    case 'email':
      return fc.integer({ min: 0, max: 99_999 }).map((n) => `someone.${n}@clinic.example`);
    case 'date':
      return fc.date(HALF_A_CENTURY).map((date) => date.toISOString().slice(0, 10));
    case 'date-time':
      return fc.date(HALF_A_CENTURY).map((date) => date.toISOString());
    case 'time':
      return fc.date(HALF_A_CENTURY).map((date) => date.toISOString().slice(11, 16));
    case 'uri':
      return fc.webUrl();
    default:
  }
  if (pattern) return fc.stringMatching(new RegExp(pattern, 'u'));
  const length = { minLength, maxLength: Math.max(minLength, Math.min(maxLength, 40)) };
  return fc.string({ ...length, unit: fc.constantFrom(...LETTERS) });
}

function rangeOf(schema: JsonSchema): { min: number; max: number } {
  const { minimum, maximum, exclusiveMinimum } = schema as Record<string, number | undefined>;
  const min = minimum ?? (exclusiveMinimum === undefined ? -1_000_000 : exclusiveMinimum + 1);
  return { min: Math.max(min, -1e9), max: Math.min(maximum ?? 1e9, Math.max(1e9, min)) };
}
