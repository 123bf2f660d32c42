import { z } from 'zod';

/** Any value at all. Made once: to make a schema costs more than to read most documents. */
export const anything = z.unknown();

/** A list of whatever. */
export const anyList = z.array(anything);

/** Text as sent, at most 2,048 characters: no URL that we would ask is longer. */
export const cutText = z.string().transform((value) => value.slice(0, 2048));

/** As `cutText`; anything else counts as not there. */
export const text = cutText.optional().catch(undefined);

/** A word of a format, such as a type or the address of a context, at most 256 characters: a document of a mebibyte may be one such word, and each visit keeps it. */
export const word = z.string().transform((value) => value.slice(0, 256));

/** A non-negative whole number; anything else counts as not there. */
export const count = z.int().nonnegative().optional().catch(undefined);

export const flag = z.boolean().optional().catch(undefined);

/** One value or a list of them, as JSON-LD writes single values; entries of the wrong kind are dropped, at most 100 stay. */
export function listOf<T>(entry: z.ZodType<T>) {
  return z
    .unknown()
    .optional()
    .transform((value): readonly T[] => {
      const entries = Array.isArray(value) ? value.slice(0, 100) : value === undefined ? [] : [value];
      return entries.flatMap((one) => {
        const parsed = entry.safeParse(one);
        return parsed.success ? [parsed.data] : [];
      });
    });
}

/** The same value without members that are undefined, for exact optional properties. */
export function present<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const kept: Partial<T> = {};
  // A literal's keys are those of its type, and `kept` begins without any.
  for (const key of Object.keys(value) as (keyof T)[]) if (value[key] !== undefined) kept[key] = value[key];
  // Dropping undefined members is what makes the narrower type true.
  return kept as never;
}
