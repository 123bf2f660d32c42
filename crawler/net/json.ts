import type { z } from 'zod';
import { ProbeFailure } from '../probe.ts';
import type { Fetched } from './fetched.ts';
import { parseJson } from './json-text.ts';

export { requireSuccess, statusFailure } from './status.ts';

/**
 * The document of a response, as the schema reads it.
 * @throws {ProbeFailure} `body-not-utf8`, `body-html`, `body-not-json`, `body-too-deep`, `body-unexpected`
 */
export function readJson<Schema extends z.ZodType>(fetched: Fetched, schema: Schema): z.output<Schema> {
  const parsed = parseJson(fetched.bytes);
  if (!parsed.ok) throw new ProbeFailure(parsed.code);
  const read = schema.safeParse(parsed.value);
  if (read.success) return read.data;
  throw new ProbeFailure('body-unexpected', detailOf(schema, read.error));
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
