import type { z } from 'zod';
import type { Observation } from '../model/observation.ts';

/**
 * What a stored observation tells of what is asked for. Pages and reports read rows of every age, and versions before this one wrote other shapes.
 * Undefined: the probe has no data, or what it wrote does not tell this.
 */
export function storedData<Data>(
  { outcome, data }: Pick<Observation, 'outcome' | 'data'>,
  shape: z.ZodType<Data>,
): Data | undefined {
  return outcome === 'ok' ? shape.safeParse(data).data : undefined;
}
