import { createHash } from 'node:crypto';
import { WARCParser, type WARCRecord } from 'warcio';
import type { Manifest, ManifestRecord } from '../../model/evidence/manifest.ts';
import { type Redaction, redactionsIn } from '../../model/evidence/redaction.ts';
import type { BundleFault } from './fault.ts';
import { bundleFiles as names } from './format.ts';

/** What is wrong with the records of an archive, against what the manifest lists. Absent bytes are told elsewhere. */
export async function recordFaults(
  archive: Uint8Array | undefined,
  manifest: Manifest,
): Promise<readonly BundleFault[]> {
  if (archive === undefined) return [];
  const faults = [...orderFaults(archive, manifest)];
  const kept = keptBodies(manifest);
  for (const listed of manifest.records) {
    const bytes = archive.subarray(listed.offset, listed.offset + listed.length);
    faults.push(...(await faultsOf(bytes, listed, kept.get(listed.id))));
  }
  return faults;
}

const firstLine = 'WARC/1.1\r\n';

interface KeptBody {
  readonly sha256: string;
  readonly bytes: number;
  readonly redactions: readonly Redaction[];
}

/** What was kept, by the record of its response. */
function keptBodies({ observations }: Manifest): ReadonlyMap<string, KeptBody> {
  const exchanges = observations.flatMap((observation) => observation.exchanges);
  return new Map(
    exchanges.flatMap(({ records: [, response], body }) =>
      response === undefined || body?.keeping.state !== 'kept' ? [] : [[response, body.keeping] as const],
    ),
  );
}

/** Records follow each other from the first byte to the last, and every record that an observation names is listed. */
function orderFaults(archive: Uint8Array, { records, observations }: Manifest): readonly BundleFault[] {
  let end = 0;
  const faults: BundleFault[] = [];
  for (const { id, offset, length } of records) {
    if (offset !== end) faults.push(fault(id, 'it does not begin where the record before it ends'));
    end = offset + length;
  }
  if (end !== archive.length)
    faults.push(fault(names.archive, `the records listed end at byte ${end} of ${archive.length}`));
  const listed = new Set(records.map(({ id }) => id));
  const named = observations.flatMap(({ record, exchanges }) => [
    ...(record === undefined ? [] : [record]),
    ...exchanges.flatMap((exchange) => exchange.records),
  ]);
  return [
    ...faults,
    ...named.filter((id) => !listed.has(id)).map((id) => fault(id, 'it is not in the list of records')),
  ];
}

async function faultsOf(
  bytes: Uint8Array,
  { id, sha256, type }: ManifestRecord,
  kept: KeptBody | undefined,
): Promise<readonly BundleFault[]> {
  if (digestOf(bytes) !== sha256) return [fault(id, 'it has another SHA-256 than the manifest says')];
  // The parser would inflate whatever looks compressed; what we write never does.
  const isOurs = Buffer.from(bytes.subarray(0, firstLine.length)).toString('latin1') === firstLine;
  const record = isOurs ? await WARCParser.parse(slices(bytes)).catch(() => null) : null;
  if (record === null || record.warcHeader('WARC-Record-ID') !== `<${id}>` || record.warcType !== type)
    return [fault(id, 'there is another record in its place')];
  const payload = await payloadOf(record);
  if (type !== 'warcinfo' && record.warcPayloadDigest !== `sha256:${digestOf(payload)}`)
    return [fault(id, 'its payload digest is not that of its payload')];
  return kept === undefined ? [] : bodyFaults(id, payload, kept);
}

async function payloadOf(record: WARCRecord): Promise<Uint8Array> {
  return record.readFully(false);
}

function bodyFaults(id: string, payload: Uint8Array, kept: KeptBody): readonly BundleFault[] {
  if (payload.length !== kept.bytes || digestOf(payload) !== kept.sha256)
    return [fault(id, 'its body is not the one that was kept')];
  const found = JSON.stringify(redactionsIn(new TextDecoder().decode(payload)));
  if (found === JSON.stringify(kept.redactions.map(({ offset, length, kind }) => ({ offset, length, kind }))))
    return [];
  return [
    { kind: 'redactions', where: id, says: 'the redactions that are listed are not those in its body' },
  ];
}

function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

async function* slices(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

function fault(where: string, says: string): BundleFault {
  return { kind: 'record', where, says };
}
