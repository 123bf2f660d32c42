import { createHash } from 'node:crypto';
import { WARCRecord, WARCSerializer } from 'warcio';
import type { ManifestRecord } from '../../model/evidence/manifest.ts';

/** A record that is still to be written. `id`: a URN. `date`: RFC 3339. `fields`: further fields of its WARC head. */
export interface RecordDraft {
  readonly id: string;
  readonly type: 'warcinfo' | 'request' | 'response' | 'metadata';
  readonly date: string;
  /** Absent for `warcinfo`. */
  readonly url?: string;
  readonly fields?: Readonly<Record<string, string>>;
  /** Present for `request` and `response`: the first line and the fields of the HTTP head. */
  readonly http?: { readonly start: string; readonly fields: Readonly<Record<string, string>> };
  readonly content: string;
}

/** An archive, and where its records are. */
export interface Archive {
  readonly bytes: Buffer;
  readonly records: readonly ManifestRecord[];
}

/** The id of a record that is made from these words: equal words, equal id. Source: RFC 9562 §5.8. */
export function recordId(...words: readonly (string | number)[]): string {
  const hex = createHash('sha256').update(words.join('\n')).digest('hex');
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`];
  return `urn:uuid:${[...parts, hex.slice(20, 32)].join('-')}`;
}

/** Writes records as WARC/1.1, not compressed. Equal drafts give equal bytes. Source: ISO 28500:2017. */
export async function writeArchive(drafts: readonly RecordDraft[]): Promise<Archive> {
  const parts: Uint8Array[] = [];
  const records: ManifestRecord[] = [];
  let offset = 0;
  for (const draft of drafts) {
    const bytes = await written(draft);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    records.push({ id: draft.id, type: draft.type, offset, length: bytes.length, sha256 });
    parts.push(bytes);
    offset += bytes.length;
  }
  return { bytes: Buffer.concat(parts), records };
}

async function written({ id, type, date, url, fields, http, content }: RecordDraft): Promise<Uint8Array> {
  async function* body() {
    yield new TextEncoder().encode(content);
  }
  const record = WARCRecord.create(
    {
      warcVersion: 'WARC/1.1',
      type,
      date,
      ...(url !== undefined && { url: inField(url) }),
      warcHeaders: { 'WARC-Record-ID': `<${id}>`, ...safe(fields) },
      ...(http !== undefined && { statusline: inField(http.start), httpHeaders: safe(http.fields) }),
    },
    body(),
  );
  return WARCSerializer.serialize(record, { digest: { algo: 'sha-256', prefix: 'sha256:' } });
}

function safe(fields: Readonly<Record<string, string>> = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, inField(value)]));
}

/** A field is one line, whatever a server sent. */
function inField(text: string): string {
  return text.replaceAll(/\p{Cc}+/gu, ' ');
}
