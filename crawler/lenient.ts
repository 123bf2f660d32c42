import { z } from 'zod';

/** Any value at all. Made once: to make a schema costs more than to read most documents. */
export const anything = z.unknown();

/** A list of whatever. */
export const anyList = z.array(anything);

/** Text as sent, at most 2,048 characters; anything else counts as not there. */
export const text = z
  .string()
  .transform((value) => value.slice(0, 2048))
  .optional()
  .catch(undefined);

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
