import { z } from 'zod';
import { versionOf } from '../version.ts';

/** A day as YYYY-MM-DD. */
export const dayField = z.iso.date({ error: 'is no day, such as 2026-11-22' });

/** An address at which anybody can read the same. */
export const sourceField = z.url({ protocol: /^https$/, error: 'is no https URL' });

/** A version that can be put in order with others. */
export const versionField = z
  .string()
  .refine((text) => versionOf(text) !== undefined, { error: 'is no version, such as 4.3.1' });

/** A path on the server itself, perhaps with a query. */
export const pathField = z
  .string()
  .regex(/^\/(?!\/)[^\s#\\]{0,199}$/, { error: 'is no path on the server, such as /about' });

/** Text that people read: one line, at most 200 characters. */
export const lineField = z
  .string()
  .regex(/^[^\p{Cc}\p{Cf}]{1,200}$/u, { error: 'is no line of at most 200 characters' });

/** Text that is looked for in what servers send, as it stands: no pattern. */
export const wantedField = z
  .string()
  .regex(/^.{4,200}$/s, { error: 'is no text of 4 to 200 characters' })
  .refine((text) => text.trim() !== '', { error: 'is nothing but spaces' });

/** RFC 6901. */
export const pointerField = z
  .string()
  .regex(/^(?:\/[^/]{1,80}){1,6}$/, { error: 'is no JSON Pointer, such as /configuration/statuses' });

/** How much a sign says. */
export const weightField = z.enum(['strong', 'medium', 'weak']);

/** Where some fields were read, when, and by whom. */
export const basisSchema = z.strictObject({
  fields: z.array(z.string().min(1).max(80)).min(1, { error: 'names no field' }),
  source: sourceField,
  readAt: dayField,
  standing: z.enum(['secondary', 'unverified']).exactOptional(),
});
