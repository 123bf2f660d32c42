import { z } from 'zod';
import { hostField, textField } from './fields.ts';

/**
 * What is kept for a while only. `observations`, `evidence`, `findings`: from when they were made. `policies`: those that ended, from their end.
 * `licence_evidence`: failed findings of licence rules and what they rest on, from the finding; whichever of this and the table's own days is longer
 * holds. `policy_changes`, `policy_readings`: from their instant. `alerts`: from when there was nothing to follow any more. `alert_changes`: from the
 * step, while the alert is not followed. `acts`: from the act. `reviews`: after it the people who wrote them become pseudonyms; the rows stay.
 */
export const retainedTables = [
  'observations',
  'evidence',
  'licence_evidence',
  'findings',
  'policies',
  'policy_changes',
  'policy_readings',
  'alerts',
  'alert_changes',
  'acts',
  'reviews',
] as const;

export type RetainedTable = (typeof retainedTables)[number];

const days = z.int().min(1, { error: 'is below 1' }).max(36_500, { error: 'is over 36500' });

/** Days to keep, by table. */
export const retentionSchema = z.strictObject({
  observations: days.describe('days from the visit, such as 400').exactOptional(),
  evidence: days.describe('days from the end of the month it was seen in, such as 400').exactOptional(),
  licence_evidence: days
    .describe('days from a negative licence verdict that it and its evidence are kept at least, such as 1461')
    .exactOptional(),
  findings: days
    .describe('days from the finding, such as 800; the newest of each rule stays')
    .exactOptional(),
  policies: days.describe('days from the end of a policy, such as 400').exactOptional(),
  policy_changes: days.describe('days from the change, such as 800').exactOptional(),
  policy_readings: days.describe('days from the reading, such as 400').exactOptional(),
  alerts: days.describe('days from when an alert was over and forgotten, such as 400').exactOptional(),
  alert_changes: days
    .describe('days from a step in the life of an alert, such as 800; steps of alerts that go on stay')
    .exactOptional(),
  acts: days.describe('days from what somebody did on the pages, such as 180').exactOptional(),
  reviews: days
    .describe('days until who wrote a review becomes a pseudonym, such as 180; the review stays')
    .exactOptional(),
} satisfies Record<RetainedTable, z.ZodType>);

/** Servers of which nothing may be removed while this stands, and why. */
export const legalHoldSchema = z.strictObject({
  host: hostField.describe('the server, such as social.example'),
  reason: textField.describe('why, such as the file number'),
});
