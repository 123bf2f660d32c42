import { z } from 'zod';
import { parseDuration } from '../duration.ts';

/** A duration such as `5m`, in milliseconds; `0s` is one too. */
const spanField = z.string().transform((text, context): number => {
  const milliseconds = parseDuration(text);
  if (milliseconds !== undefined) return milliseconds;
  context.addIssue({ code: 'custom', message: 'is no duration', input: text });
  return z.NEVER;
});

/** How the failures of one rule become alerts; what is not said stays as the rule and its severity have it. Durations in milliseconds. */
export const alertRuleSchema = z.strictObject({
  for: spanField
    .describe('how long a failure is observed before it fires, such as 5m; 0s: it fires at once')
    .exactOptional(),
  keepFiringFor: spanField
    .describe('how long it keeps firing after the failure ended, such as 5m; 0s: it ends at once')
    .exactOptional(),
  limit: z
    .int()
    .min(1, { error: 'is below 1' })
    .describe('how many of its alerts may fire at the same time, such as 20')
    .exactOptional(),
  off: z.boolean().describe('true: its failures are no alerts').exactOptional(),
});
