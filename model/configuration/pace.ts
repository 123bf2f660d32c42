import { z } from 'zod';
import { durationField, hostField } from './fields.ts';

const least = {
  A: 'questions that an outage shows in first, such as 1m',
  B: 'questions about reading actors, such as 5m',
  C: 'questions about certificates and discovery, such as 30m',
  D: 'questions about keys, posts and caches, such as 6h',
  E: 'questions about what changes with the software, such as 24h',
} as const;

/** The least time between two askings of each class; what is absent stays as it is. */
export function cadence() {
  const every = (name: keyof typeof least) =>
    durationField.describe(`least time between ${least[name]}`).optional();
  return z.strictObject({ A: every('A'), B: every('B'), C: every('C'), D: every('D'), E: every('E') });
}

/** How often one server is visited and asked. */
export function pace(whose: string, example: string) {
  return {
    interval: durationField
      .describe(`how often ${whose} is visited, in place of crawler.intervals, such as ${example}`)
      .exactOptional(),
    cadence: cadence()
      .describe(`how often ${whose} is asked each class of question, in place of crawler.cadence`)
      .exactOptional(),
  };
}

/** A peer that is visited at a pace of its own. */
export const overrideSchema = z.strictObject({
  domain: hostField.describe('the peer, such as small.example'),
  ...pace('this peer', '6h'),
});
