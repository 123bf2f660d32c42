import { z } from 'zod';
import { parseDuration } from '../../model/duration.ts';
import { audiences, severities } from '../../model/finding.ts';
import { lifeStates } from '../../model/server.ts';

const line = z.string().trim().min(1);
const sentence = line.regex(/^[A-Z].+\.$/s, {
  error: 'is not a sentence with a capital letter and a full stop',
});
const duration = z.string().transform((text, context) => {
  const milliseconds = parseDuration(text);
  if (milliseconds !== undefined) return milliseconds;
  context.addIssue({ code: 'custom', message: 'is no duration such as 30s, 5m, 1h or 2d' });
  return z.NEVER;
});
const outcome = z.enum(['passed', 'failed', 'inapplicable', 'cannot-tell']);
const labelName = z.string().regex(/^[a-z][a-z0-9_]{0,30}$/, { error: 'is no label name' });

const source = z.strictObject({
  title: line,
  section: line.exactOptional(),
  url: z.url({ protocol: /^https$/ }),
  verified: z.iso.date().exactOptional(),
});

const answer = {
  data: z.unknown().exactOptional(),
  durationMs: z.number().min(0).exactOptional(),
  aheadSeconds: z.number().exactOptional(),
};

const series = z.strictObject({
  server: line,
  probe: line,
  vantage: line.default('main'),
  consent: z.enum(['hosted', 'unproven', 'peer']).default('hosted'),
  every: duration,
  start: duration.default(0),
  ...answer,
  variants: z.record(z.string().regex(/^[a-z0-9-]+$/), z.strictObject(answer)).default({}),
  values: line,
});

const readings = z.strictObject({
  observers: z.array(line).min(1),
  source: z.enum(['api', 'robots', 'list', 'export', 'signed']).default('api'),
  origin: line.default('mastodon'),
  at: z.array(duration).min(1),
  state: z
    .enum(['published', 'partial', 'hidden', 'not-supported', 'declined', 'failed'])
    .default('published'),
  mode: z.enum(['open', 'allow-list', 'closed', 'unknown']).default('open'),
  covers: z.enum(['name', 'subdomains']).default('subdomains'),
  rejects: z.array(line).default([]),
  limits: z.array(line).default([]),
  digests: z.array(line).default([]),
  others: z.int().min(0).max(1_000).default(0),
  reason: line.exactOptional(),
});

const signal = z.strictObject({
  labels: z.record(labelName, z.string()),
  outcome,
  because: line.exactOptional(),
  severity: z.enum(severities).exactOptional(),
  value: z.number().exactOptional(),
});

const test = z.strictObject({
  name: line,
  hosted: z.array(line).default([]),
  peers: z.array(line).default([]),
  states: z.record(line, z.enum(lifeStates)).default({}),
  series: z.array(series).default([]),
  readings: z.array(readings).default([]),
  deploys: z.array(z.strictObject({ server: line, at: duration, note: line })).default([]),
  expect: z.array(z.strictObject({ at: duration, signals: z.array(signal) })).min(1),
});

/** A fleet rule without its tests. Unknown keys are refused. */
export const fleetRuleSchema = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*$/, { error: 'is no id such as topic.what-is-examined' }),
  version: z.int().min(1),
  title: line.regex(/^[A-Z].*[^.]$/, {
    error: 'is not a sentence with a capital letter and without a full stop',
  }),
  audience: z.enum(audiences),
  requirement: z.enum(['must', 'should', 'convention']),
  impact: z.enum(['destructive', 'breaks', 'degrades', 'cosmetic']),
  sources: z.tuple([source], source),
  breaks: sentence,
  falsePositives: sentence.exactOptional(),
  advice: sentence,
  labels: z.array(labelName).min(1),
  every: duration,
  window: duration,
  alert: z.strictObject({
    for: duration.default(0),
    keepFiringFor: duration.default(0),
    limit: z.int().min(1).default(50),
  }),
  floor: z.strictObject({ samples: z.int().min(1), vantages: z.int().min(1).default(1) }),
  because: z.partialRecord(outcome, line).default({}),
  sql: line,
});

/** A fleet rule as its file holds it. */
export const testedRuleSchema = fleetRuleSchema.extend({
  tests: z.array(test).min(1, { error: 'is empty: a rule without tests is not run' }),
});

/** What the schema makes of a file without its tests. Durations in milliseconds. */
export type FleetRuleFile = z.output<typeof fleetRuleSchema>;
/** What the schema makes of a file. */
export type TestedRuleFile = z.output<typeof testedRuleSchema>;
