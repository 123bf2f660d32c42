import type { Exchange, Sha256 } from '../../model/exchange.ts';
import type { Evidence, Observation } from '../../model/observation.ts';
import { type RecordDraft, recordId } from './archive.ts';

/** Fields that tell how the body came over the wire. Ours is decoded, and who reads the archive must not decode it again. */
const ofTheWire: ReadonlySet<string> = new Set(['content-encoding', 'content-length']);

/** The records of one exchange: the request, and the response where there was one. `nth`: its place in the observation. */
export function exchangeRecords(
  { id: observation }: Pick<Observation, 'id'>,
  nth: number,
  { exchange, contents }: { readonly exchange: Exchange; readonly contents: ReadonlyMap<Sha256, Evidence> },
): readonly RecordDraft[] {
  const { url, startedAt: date, address } = exchange;
  const place = address === undefined ? {} : { 'WARC-IP-Address': address };
  const request = recordId(observation, nth, 'request');
  const asked = {
    ...({ id: request, type: 'request', date, url, fields: place } as const),
    content: exchange.posted ?? '',
  };
  const drafts = [{ ...asked, http: requestHead(exchange) }];
  if (exchange.status === undefined) return drafts;
  const kept = contents.get(exchange.body?.keptSha256 ?? '');
  const answered = {
    id: recordId(observation, nth, 'response'),
    type: 'response',
    date,
    url,
    fields: { ...place, 'WARC-Concurrent-To': `<${request}>`, ...bodyFields(exchange, kept) },
    http: { start: `HTTP/1.1 ${exchange.status} `, fields: responseFields(exchange) },
    content: kept?.content ?? '',
  } as const;
  return [...drafts, answered];
}

/** The record of what a probe read from its answers, or of why it has nothing. Undefined: it did not say. */
export function dataRecord({ id, server, startedAt, data, failure }: Observation): RecordDraft | undefined {
  if (data === undefined && failure === undefined) return undefined;
  return {
    id: recordId(id, 'data'),
    type: 'metadata',
    date: startedAt,
    url: `https://${server}/`,
    fields: { 'Content-Type': 'application/json' },
    content: JSON.stringify({ observation: id, data, failure }),
  };
}

/** The fields in the order in which they go out. Connections are kept, and ours have no other fields: no cookies, no credentials. */
function requestHead({ method, url, accept, userAgent, requestHeaders, posted }: Exchange) {
  // A URL that was scrubbed is still one; one that somebody replayed into the store may be anything.
  const { host, pathname, search } = URL.parse(url) ?? { host: '', pathname: url, search: '' };
  const length = posted === undefined ? {} : { 'content-length': String(Buffer.byteLength(posted)) };
  const usual = {
    ...{ host, connection: 'keep-alive' },
    ...(userAgent !== undefined && { 'user-agent': userAgent }),
    ...{ accept: accept ?? '*/*', 'accept-encoding': 'gzip, br' },
  };
  const fields = { ...usual, ...requestHeaders, ...length };
  return { start: `${method} ${pathname}${search} HTTP/1.1`, fields };
}

function responseFields({ responseHeaders }: Exchange): Readonly<Record<string, string>> {
  const fields = Object.entries(responseHeaders).map(([name, value]) => [
    ofTheWire.has(name) ? `x-archive-orig-${name}` : name,
    value,
  ]);
  return Object.fromEntries(fields);
}

/** `length`: cut at a cap of ours. `unspecified`: there was a body, and it is not here; the manifest says why. */
function bodyFields({ body }: Exchange, kept: Evidence | undefined): Readonly<Record<string, string>> {
  if (body === undefined) return {};
  const received = { 'Fediscope-Received-SHA256': body.receivedSha256 };
  if (body.truncated || (kept !== undefined && body.keptCut === true))
    return { ...received, 'WARC-Truncated': 'length' };
  const isMissing = kept === undefined && body.decodedBytes > 0;
  return isMissing ? { ...received, 'WARC-Truncated': 'unspecified' } : received;
}
