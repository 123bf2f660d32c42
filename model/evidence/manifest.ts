import { z } from 'zod';
import { redactionSchema } from './redaction.ts';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const instant = z.iso.datetime({ precision: 3 });
const count = z.number().min(0);

/** A text as it is kept, with the places where it is not what came. */
const scrubbedSchema = z.strictObject({ text: z.string(), redactions: z.array(redactionSchema) }).readonly();

/** A text as it is kept, with the places where it is not what came. */
export type ScrubbedText = z.output<typeof scrubbedSchema>;

/**
 * What became of a body after it was read. `kept`: it is in the archive. `gone`: it was kept, and was removed since; only its hash is left.
 * `unkept`: nothing but the hash of what came was ever kept.
 */
const keepingSchema = z.discriminatedUnion('state', [
  z.strictObject({
    state: z.literal('kept'),
    sha256,
    bytes: count,
    form: z.string(),
    cut: z.enum(['yes', 'no']),
    redactions: z.array(redactionSchema),
  }),
  z.strictObject({ state: z.literal('gone'), sha256 }),
  z.strictObject({ state: z.literal('unkept') }),
]);

/** `truncatedAt`: bytes after decoding at which we stopped reading; absent: it came whole. */
const bodySchema = z.strictObject({
  receivedSha256: sha256,
  wireBytes: count,
  decodedBytes: count,
  truncatedAt: count.exactOptional(),
  keeping: keepingSchema,
});

const exchangeSchema = z.strictObject({
  url: scrubbedSchema,
  method: z.string(),
  accept: z.string().exactOptional(),
  userAgent: z.string().exactOptional(),
  /** Fields of the request beside those of every request. */
  requestHeaders: z.record(z.string(), z.string()).exactOptional(),
  /** What was posted to a git server. */
  posted: z.string().exactOptional(),
  startedAt: instant,
  totalMs: count,
  address: z.string().exactOptional(),
  httpVersion: z.string(),
  tlsProtocol: z.string().exactOptional(),
  certificateSha256: sha256.exactOptional(),
  status: z.int().exactOptional(),
  headers: z.array(z.strictObject({ name: z.string(), value: scrubbedSchema })),
  unkeptHeaders: count.exactOptional(),
  cookieNames: z.array(z.string()),
  body: bodySchema.exactOptional(),
  /** Ids of its records in the archive: the request, then the response where there was one. */
  records: z.array(z.string()),
});

/** One exchange as the manifest describes it. */
export type ManifestExchange = z.output<typeof exchangeSchema>;

const observationSchema = z.strictObject({
  id: z.string(),
  probeVersion: z.int(),
  vantage: z.string(),
  consent: z.string(),
  outcome: z.string(),
  startedAt: instant,
  durationMs: count,
  replayed: z.enum(['yes', 'no']),
  monitorVersion: z.string(),
  /** What the kernel of the machine that looked said of its clock. */
  clockSync: z.string(),
  /** What `Date` headers of control servers said of that clock within an hour. Absent: none was seen. */
  clockOffset: z
    .strictObject({ servers: z.int().min(1), medianMs: z.int(), resolutionMs: z.int() })
    .exactOptional(),
  failure: z.strictObject({ code: z.string(), stage: z.string(), detail: z.string() }).exactOptional(),
  /** Id of the record with its data, where it has some. */
  record: z.string().exactOptional(),
  exchanges: z.array(exchangeSchema),
});

/** One observation as the manifest describes it. */
export type ManifestObservation = z.output<typeof observationSchema>;

const recordSchema = z.strictObject({
  id: z.string(),
  type: z.string(),
  offset: z.int().min(0),
  length: z.int().min(1),
  sha256,
});

/** Where a record lies in the archive. `offset`, `length`: bytes. */
export type ManifestRecord = z.output<typeof recordSchema>;

const findingSchema = z.strictObject({
  id: z.string(),
  server: z.string(),
  rule: z.string(),
  ruleVersion: z.int(),
  title: z.string(),
  clauses: z.array(
    z.strictObject({ title: z.string(), section: z.string().exactOptional(), url: z.string() }),
  ),
  labels: z.record(z.string(), z.string()).exactOptional(),
  outcome: z.string(),
  severity: z.string(),
  because: z.string(),
  since: instant,
  observedAt: instant,
});

/** What a bundle of evidence says of itself. All instants are RFC 3339 in UTC with milliseconds. */
export const manifestSchema = z.strictObject({
  format: z.literal('fediscope-evidence/1'),
  madeAt: instant,
  monitor: z.strictObject({
    name: z.string(),
    origin: z.string(),
    contact: z.string(),
    version: z.string(),
    /** The Ed25519 key that signed this, base64 of its SPKI form; the same is on `/about`. */
    key: z.string(),
  }),
  finding: findingSchema,
  /** How to read the rest, in sentences. */
  method: z.array(z.string()),
  observations: z.array(observationSchema),
  /** Ids of observations that the finding rests on and that are no longer kept. */
  goneObservations: z.array(z.string()),
  /** Every file of the bundle that this signature stands for. */
  files: z.array(z.strictObject({ name: z.string(), bytes: z.int().min(1), sha256 })),
  /** The records of the archive, one after the other, without gaps. */
  records: z.array(recordSchema),
  /** Who was asked for a time-stamp on the signature. Absent: nobody. `refused`: why there is none. */
  timestamp: z.strictObject({ authority: z.string(), refused: z.string().exactOptional() }).exactOptional(),
});

export type Manifest = z.output<typeof manifestSchema>;
