import { z } from 'zod';
import { alertRuleSchema } from './configuration/alerts.ts';
import { crawlerSchema } from './configuration/crawler.ts';
import { evidenceSchema } from './configuration/evidence.ts';
import { addressField, hostField, originField, textField, urlField } from './configuration/fields.ts';
import { hostedSchema } from './configuration/hosted.ts';
import { labSchema } from './configuration/lab.ts';
import { maintenanceSchema } from './configuration/maintenance.ts';
import { misplacedOverrides, repeatedDomains, rudeness } from './configuration/manners.ts';
import { overrideSchema } from './configuration/pace.ts';
import { receiverFields } from './configuration/receivers.ts';
import { legalHoldSchema, retentionSchema } from './configuration/retention.ts';
import { storeSchema } from './configuration/store.ts';
import { telemetrySchema } from './configuration/telemetry.ts';
import { webSchema } from './configuration/web.ts';

const monitorSchema = z.strictObject({
  name: textField.describe('the name shown on the pages').default('Fediscope'),
  origin: originField.describe('where this monitor can be read about, such as https://monitor.example'),
  contact: textField.describe('how to reach the people who run it, such as ops@monitor.example'),
  vantage: z
    .string()
    .regex(/^[a-z0-9-]{1,40}$/, { error: 'is not made of lower-case letters, digits and hyphens' })
    .describe('the place we look from, such as frankfurt')
    .default('main'),
  language: z
    .enum(['en', 'de', 'fr'])
    .describe('en, de or fr: the language of reports, unless --language says otherwise')
    .default('en'),
  addresses: z
    .array(addressField.describe('an address or a block of them, such as 192.0.2.7 or 2001:db8::/48'))
    .describe('the addresses we ask from, as /about tells them; leave it out to keep them to yourself')
    .default([]),
});

const peersSchema = z.strictObject({
  seeds: z
    .array(hostField.describe('a peer, such as mastodon.example'))
    .describe('peers to watch')
    .default([]),
  discover: z
    .boolean()
    .describe('true to watch servers that watched servers name, else false')
    .default(false),
  limit: z
    .int()
    .min(0, { error: 'is below 0' })
    .describe('how many peers at most, such as 40000')
    .default(40_000),
  overrides: z
    .array(overrideSchema.describe('a peer as - domain: small.example'))
    .describe('peers that are visited at a pace of their own, once they are watched')
    .default([]),
  exclude: z
    .array(hostField.describe('a host, such as quiet.example'))
    .describe('hosts that are never visited, nor any name below them')
    .default([]),
  blocklists: z
    .array(urlField.describe('the URL of a list'))
    .describe('published block lists: whom they name is not discovered; CSV, plain names or JSON')
    .default([]),
});

const alertsSchema = z.strictObject({
  ...receiverFields,
  rules: z
    .record(z.string(), alertRuleSchema.describe('how its failures become alerts, such as { for: 10m }'))
    .describe('how the failures of single rules become alerts, by the id of the rule')
    .default({}),
  asTable: textField
    .describe('a CSV file of prefix, AS number and name: alerts in one network are one incident')
    .exactOptional(),
});

/** `fediscope.yaml` as a schema: unknown keys are refused, defaults are filled in, descriptions say what to write. */
export const configurationSchema = z
  .strictObject({
    monitor: monitorSchema.describe('who we are, with origin and contact'),
    hosted: z
      .array(hostedSchema.describe('a server as - domain: social.example'))
      .describe('a list of servers that are ours by contract')
      .default([]),
    peers: peersSchema.describe('everyone else').prefault({}),
    crawler: crawlerSchema.describe('how hard the crawler works').prefault({}),
    store: storeSchema.describe('where the data lives, such as { path: ./data }').prefault({}),
    rules: z.array(textField.describe('a path of rule files')).describe('own fleet rules').default([]),
    softwareNews: textField
      .describe(
        'a YAML file with profiles, releases and advisories by software, such as ./software-news.yaml',
      )
      .exactOptional(),
    alerts: alertsSchema.describe('who is told').prefault({}),
    maintenance: z
      .array(maintenanceSchema.describe('a window with name, and either from and to or weekly'))
      .describe('planned work: alerts are quiet, and servers are watched all the same')
      .default([]),
    control: z.array(hostField).describe('hosts that tell whether we are online').default([]),
    retention: retentionSchema.describe('days to keep, by table').prefault({}),
    legalHolds: z
      .array(legalHoldSchema.describe('a server as - { host: social.example, reason: file 7/26 }'))
      .describe('servers of which nothing is removed, neither by retention nor by forget')
      .default([]),
    evidence: evidenceSchema
      .describe('bundles of evidence, such as { timestampAuthority: https://tsa.example }')
      .prefault({}),
    reviews: z
      .strictObject({
        heads: textField
          .describe('the folder for the daily signed heads of the review log; without it heads in store.path')
          .exactOptional(),
      })
      .describe('the log of what people did to findings and alerts')
      .prefault({}),
    telemetry: telemetrySchema.describe('what the monitor tells about itself').prefault({}),
    web: webSchema.describe('the built-in pages').prefault({}),
    lab: labSchema.describe('how test and staging servers are reached').prefault({}),
  })
  .superRefine((configuration, context) => {
    const objections = [
      ...repeatedDomains(configuration.hosted, ['hosted']),
      ...misplacedOverrides(configuration),
      ...rudeness(configuration),
    ];
    for (const issue of objections) context.addIssue({ code: 'custom', ...issue });
  });

type Frozen<T> = unknown extends T
  ? T
  : T extends string | number | boolean | undefined
    ? T
    : { readonly [K in keyof T]: Frozen<T[K]> };

/** A valid configuration with every default filled in. Durations are milliseconds; paths are as written until the file's place is known. */
export type Configuration = Frozen<z.output<typeof configurationSchema>>;

/** One server that is watched by contract, as configured. */
export type HostedServer = Configuration['hosted'][number];
