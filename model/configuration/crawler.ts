import { z } from 'zod';
import { durationField } from './fields.ts';
import { cadence } from './pace.ts';

const shard = z
  .string()
  .regex(/^\d{1,4}\/\d{1,4}$/, { error: 'is no shard' })
  .refine((text) => Number(text.split('/')[0]) < Number(text.split('/')[1]), {
    error: 'has an index that is not below its count',
  });

/** The manners of a consent class, with what holds when nothing is said. */
function budget(fallback: { readonly requestsPerSecond: number; readonly requestsPerVisit: number }) {
  return z
    .strictObject({
      requestsPerSecond: z
        .number()
        .positive({ error: 'is not above 0' })
        .max(50, { error: 'is over 50' })
        .describe('requests a second to one host, such as 1')
        .default(fallback.requestsPerSecond),
      requestsPerVisit: z
        .int()
        .min(1, { error: 'is below 1' })
        .max(200, { error: 'is over 200' })
        .describe('how many requests one visit may make, such as 20')
        .default(fallback.requestsPerVisit),
    })
    .prefault({});
}

/** What hosts that share something are asked together. What is not said follows from the manners at one peer. */
function shared(example: { readonly requestsPerSecond: number; readonly atOnce: number }) {
  return z
    .strictObject({
      requestsPerSecond: z
        .number()
        .positive({ error: 'is not above 0' })
        .max(500, { error: 'is over 500' })
        .describe(`requests a second to all of them, such as ${example.requestsPerSecond}`)
        .exactOptional(),
      atOnce: z
        .int()
        .min(1, { error: 'is below 1' })
        .max(1_000, { error: 'is over 1000' })
        .describe(`requests in flight to all of them, such as ${example.atOnce}`)
        .exactOptional(),
    })
    .prefault({});
}

const peerManners = { requestsPerSecond: 1, requestsPerVisit: 20 } as const;

/** How hard the crawler works, and how gently with whom. Unproven servers get the manners of peers unless they get their own. */
export const crawlerSchema = z.strictObject({
  shard: shard.describe('which part of the servers is ours, as index/count, such as 0/1').default('0/1'),
  concurrency: z
    .int()
    .min(1, { error: 'is below 1' })
    .max(5_000, { error: 'is over 5000' })
    .describe('visits in flight at once to servers that are not hosted, such as 50')
    .default(50),
  hostedConcurrency: z
    .int()
    .min(1, { error: 'is below 1' })
    .max(1_000, { error: 'is over 1000' })
    .describe('visits in flight at once to hosted servers, in a lane that nobody else can fill, such as 20')
    .default(20),
  startsPerSecond: z
    .int()
    .min(1, { error: 'is below 1' })
    .max(1_000, { error: 'is over 1000' })
    .describe('visits a second that may begin at servers that are not hosted, such as 100')
    .default(100),
  intervals: z
    .strictObject({
      hosted: durationField.describe('how often a proven server is visited, such as 1m').prefault('1m'),
      unproven: durationField
        .describe('how often a server without proof is visited, such as 1h')
        .prefault('1h'),
      peer: durationField.describe('how often a peer is visited, such as 1h').prefault('1h'),
    })
    .describe('how often each class of server is visited')
    .prefault({}),
  cadence: z
    .strictObject({
      hosted: cadence().prefault({}).describe('questions to proven servers'),
      unproven: cadence().prefault({}).describe('questions to servers without proof'),
      peer: cadence().prefault({}).describe('questions to peers'),
    })
    .describe('how often each class of question is asked; never more often than the server is visited')
    .prefault({}),
  budgets: z
    .strictObject({
      hosted: budget({ requestsPerSecond: 5, requestsPerVisit: 60 }).describe('manners at proven servers'),
      unproven: budget(peerManners).describe('manners at servers without proof'),
      peer: budget(peerManners).describe('manners at peers'),
      address: shared({ requestsPerSecond: 5, atOnce: 4 }).describe(
        'manners at all names on one address; not set: what 5 peers get a second, 4 at once',
      ),
      domain: shared({ requestsPerSecond: 2, atOnce: 2 }).describe(
        'manners at all names below one registrable domain; not set: what 2 peers get a second, 2 at once',
      ),
      cdnAddress: shared({ requestsPerSecond: 50, atOnce: 32 }).describe(
        'manners at one address of a known content delivery network; not set: what 50 peers get a second, 32 at once',
      ),
      hostedAddress: shared({ requestsPerSecond: 100, atOnce: 50 }).describe(
        'manners at all proven servers on one address; not set: what 20 of them get a second',
      ),
      hostedDomain: shared({ requestsPerSecond: 100, atOnce: 50 }).describe(
        'manners at all proven servers below one registrable domain; not set: what 20 of them get a second',
      ),
    })
    .describe('how many requests each class of server gets')
    .prefault({}),
});
