import type { ManifestExchange, ManifestObservation, ScrubbedText } from '../../model/evidence/manifest.ts';
import { redactionsIn } from '../../model/evidence/redaction.ts';
import type { BodyFacts, Exchange } from '../../model/exchange.ts';
import type { Observation } from '../../model/observation.ts';
import type { RecordDraft } from './archive.ts';
import type { Gathered } from './gather.ts';
import { dataRecord, exchangeRecords } from './record-drafts.ts';

/** An observation for the manifest, and its records for the archive. */
export interface Described {
  readonly observation: ManifestObservation;
  readonly drafts: readonly RecordDraft[];
}

/** Says of one observation all that the manifest needs. */
export function describedObservation(seen: Observation, gathered: Gathered): Described {
  const records = seen.exchanges.map((exchange, nth) =>
    exchangeRecords(seen, nth, { exchange, contents: gathered.contents }),
  );
  const data = dataRecord(seen);
  const exchanges = seen.exchanges.map((exchange, nth) =>
    describedExchange(exchange, records[nth] ?? [], gathered),
  );
  const clockOffset = gathered.clocks.get(seen.id);
  const observation = {
    ...factsOf(seen),
    ...(clockOffset !== undefined && { clockOffset }),
    ...(seen.failure !== undefined && { failure: { ...seen.failure } }),
    ...(data !== undefined && { record: data.id }),
    exchanges,
  };
  return { observation, drafts: [...records.flat(), ...(data === undefined ? [] : [data])] };
}

function factsOf({
  id,
  probeVersion,
  vantage,
  consent,
  outcome,
  startedAt,
  durationMs,
  ...seen
}: Observation) {
  return {
    id,
    probeVersion,
    vantage,
    consent,
    outcome,
    startedAt,
    durationMs,
    replayed: seen.replayed ? ('yes' as const) : ('no' as const),
    monitorVersion: seen.witness?.monitorVersion ?? 'unknown',
    clockSync: seen.witness?.clockSync ?? 'unknown',
  };
}

function describedExchange(
  exchange: Exchange,
  drafts: readonly RecordDraft[],
  { contents }: Gathered,
): ManifestExchange {
  const {
    url,
    method,
    accept,
    userAgent,
    requestHeaders,
    posted,
    startedAt,
    address,
    tlsProtocol,
    certificateSha256,
    status,
    unkeptHeaders,
    body,
  } = exchange;
  return {
    url: scrubbed(url),
    method,
    startedAt,
    totalMs: exchange.timings.totalMs,
    httpVersion: '1.1',
    headers: Object.entries(exchange.responseHeaders).map(([name, value]) => ({
      name,
      value: scrubbed(value),
    })),
    cookieNames: [...exchange.cookieNames],
    records: drafts.map(({ id }) => id),
    ...(accept !== undefined && { accept }),
    ...(userAgent !== undefined && { userAgent }),
    ...(requestHeaders !== undefined && { requestHeaders: { ...requestHeaders } }),
    ...(posted !== undefined && { posted }),
    ...(address !== undefined && { address }),
    ...(tlsProtocol !== undefined && { tlsProtocol }),
    ...(certificateSha256 !== undefined && { certificateSha256 }),
    ...(status !== undefined && { status }),
    ...(unkeptHeaders !== undefined && { unkeptHeaders }),
    ...(body !== undefined && { body: describedBody(body, contents) }),
  };
}

function describedBody(
  body: BodyFacts,
  contents: Gathered['contents'],
): NonNullable<ManifestExchange['body']> {
  const { receivedSha256, wireBytes, decodedBytes, truncated } = body;
  return {
    receivedSha256,
    wireBytes,
    decodedBytes,
    ...(truncated && { truncatedAt: decodedBytes }),
    keeping: keepingOf(body, contents),
  };
}

function keepingOf(
  { keptSha256: sha256, keptForm, keptCut }: BodyFacts,
  contents: Gathered['contents'],
): NonNullable<ManifestExchange['body']>['keeping'] {
  if (sha256 === undefined) return { state: 'unkept' };
  const kept = contents.get(sha256);
  if (kept === undefined) return { state: 'gone', sha256 };
  const { content } = kept;
  return {
    state: 'kept',
    sha256,
    bytes: Buffer.byteLength(content),
    form: keptForm ?? 'unknown',
    cut: keptCut === true ? 'yes' : 'no',
    redactions: [...redactionsIn(content)],
  };
}

function scrubbed(text: string): ScrubbedText {
  return { text, redactions: [...redactionsIn(text)] };
}
