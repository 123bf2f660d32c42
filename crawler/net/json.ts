import type { z } from 'zod';
import type { Fetched } from './fetched.ts';
import { parseJson } from './json-text.ts';
import { ProbeFailure } from './probe-failure.ts';

export { requireSuccess, statusFailure } from './status.ts';

/**
 * The document of a response, as the schema reads it.
 * @throws {ProbeFailure} `body-not-utf8`, `body-html`, `body-not-json`, `body-too-deep`, `body-too-large`, `body-unexpected`
 */
export function readJson<Schema extends z.ZodType>(fetched: Fetched, schema: Schema): z.output<Schema> {
  const parsed = parseJson(fetched.bytes);
  if (!parsed.ok) throw new ProbeFailure(parsed.code);
  const read = reading(parsed.value, schema);
  if (read.success) return read.data;
  throw new ProbeFailure('body-unexpected', detailOf(schema, read.error));
}

/** What schemas made of documents: a visit asks the same of one document again and again. */
const known = new WeakMap<object, Map<z.ZodType, z.ZodSafeParseResult<unknown>>>();

function reading<Schema extends z.ZodType>(
  value: unknown,
  schema: Schema,
): z.ZodSafeParseResult<z.output<Schema>> {
  if (typeof value !== 'object' || value === null) return schema.safeParse(value);
  const readings = known.get(value) ?? new Map<z.ZodType, z.ZodSafeParseResult<unknown>>();
  known.set(value, readings);
  const read = readings.get(schema) ?? schema.safeParse(value);
  readings.set(schema, read);
  // It was read by this very schema.
  return read as z.ZodSafeParseResult<z.output<Schema>>;
}

/** Names a field only when the schema does: other keys are remote text. */
function detailOf(schema: z.ZodType, error: z.ZodError): string {
  const field = error.issues[0]?.path[0];
  const shape: unknown = 'shape' in schema ? schema.shape : undefined;
  const isOurs =
    typeof field === 'string' && typeof shape === 'object' && shape !== null && Object.hasOwn(shape, field);
  return isOurs
    ? `the field "${field}" is missing or of another type`
    : 'the document is not of the form asked for';
}
