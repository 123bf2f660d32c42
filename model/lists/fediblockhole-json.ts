import { z } from 'zod';
import { jsonValue } from './json-value.ts';
import { boundedRow, type ListFormat, type ListRow, type ReadRow } from './row.ts';

const entrySchema = z.object({
  domain: z.string(),
  severity: z.string().optional(),
  public_comment: z.string().nullish(),
  comment: z.string().nullish(),
  private_comment: z.string().nullish(),
  reject_media: z.boolean().nullish(),
  reject_reports: z.boolean().nullish(),
  obfuscate: z.boolean().nullish(),
});

/** The JSON of FediBlockHole, which is Mastodon's admin API: an array of objects. Source: fediblockhole:src/fediblockhole/blocklists.py. */
export const fediBlockHoleJson: ListFormat = {
  id: 'fediblockhole-json',
  title: 'FediBlockHole, JSON',
  names: 'blocked',
  recognises: (start) => /^\ufeff?\s*\[/.test(start),
  read: readEntries,
  write: (rows) => `${JSON.stringify(rows.map(entryOf), undefined, 2)}\n`,
};

function* readEntries(text: string): Generator<ReadRow> {
  const given = jsonValue(text);
  if (!Array.isArray(given)) {
    yield { ok: false, place: 1, fault: 'shape' };
    return;
  }
  for (const [index, each] of given.entries()) yield rowOf(each, index + 1);
}

function rowOf(given: unknown, place: number): ReadRow {
  const entry = entrySchema.safeParse(given);
  if (!entry.success) return { ok: false, place, fault: 'shape' };
  const { domain, severity, private_comment, reject_media, reject_reports, obfuscate } = entry.data;
  const comment = entry.data.public_comment ?? entry.data.comment ?? undefined;
  return boundedRow({
    place,
    domain,
    ...(severity !== undefined && { severity }),
    ...(typeof reject_media === 'boolean' && { rejectMedia: reject_media }),
    ...(typeof reject_reports === 'boolean' && { rejectReports: reject_reports }),
    ...(typeof obfuscate === 'boolean' && { obfuscate }),
    ...(comment !== undefined && { publicComment: comment }),
    ...(typeof private_comment === 'string' && { privateComment: private_comment }),
  });
}

function entryOf(row: ListRow) {
  const { domain, severity, rejectMedia, rejectReports, publicComment, privateComment, obfuscate } = row;
  return {
    domain,
    severity,
    reject_media: rejectMedia,
    reject_reports: rejectReports,
    public_comment: publicComment,
    private_comment: privateComment,
    obfuscate,
  };
}
