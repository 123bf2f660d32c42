import { describe, expect, it } from 'vitest';
import { formatOf, listFormats } from '../../../model/lists/index.ts';
import { rowLevel } from '../../../model/lists/level.ts';
import type { ListRow } from '../../../model/lists/row.ts';

const mastodon = [
  '#domain,#severity,#reject_media,#reject_reports,#public_comment,#obfuscate',
  'bad.example,suspend,false,false,"spam, ""loud""",false',
  'quiet.example,silence,true,false,"",true',
  'marked.example,noop,true,true,,false',
  '',
].join('\n');
const fediBlockHole = [
  'domain,severity,public_comment,private_comment,reject_media,reject_reports,obfuscate',
  'bad.example,suspend,"two\nlines",kept by us,False,False,True',
  'quiet.example,silence,,,True,False,False',
  '',
].join('\r\n');
const rapidBlock = `${JSON.stringify(
  {
    blocks: {
      'bad.example': { isBlocked: true, reason: 'spam', tags: ['spam'] },
      'good.example': { isBlocked: false, reason: '', tags: [] },
    },
  },
  undefined,
  2,
)}\n`;
const json = `${JSON.stringify(
  [
    {
      domain: 'bad.example',
      severity: 'suspend',
      reject_media: true,
      reject_reports: false,
      public_comment: 'x',
      private_comment: '',
      obfuscate: false,
    },
  ],
  undefined,
  2,
)}\n`;

const files: readonly (readonly [id: string, text: string])[] = [
  ['mastodon-csv', mastodon],
  ['mastodon-allow-csv', '#domain\ngood.example\nfriend.example\n'],
  ['fediblockhole-csv', fediBlockHole],
  ['fediblockhole-json', json],
  ['rapidblock-json', rapidBlock],
  ['plain-text', 'bad.example\nworse.example\n'],
];

const rowsOf = (text: string): readonly ListRow[] =>
  [...formatOf(text).read(text)].flatMap((read) => (read.ok ? [read.row] : []));

describe('the formats of block lists', () => {
  it('are all tried here', () => {
    expect(files.map(([id]) => id).toSorted()).toEqual(listFormats.map(({ id }) => id).toSorted());
  });

  it.each(files)('%s is recognised, and written byte for byte as it was read', (id, text) => {
    const format = formatOf(text);
    const read = [...format.read(text)];

    expect(format.id).toBe(id);
    expect(read.every(({ ok }) => ok)).toBe(true);
    expect(format.write(rowsOf(text))).toBe(text);
  });

  it('keeps what a row says', () => {
    expect(rowsOf(mastodon)[1]).toEqual({
      place: 3,
      domain: 'quiet.example',
      severity: 'silence',
      rejectMedia: true,
      rejectReports: false,
      publicComment: '',
      obfuscate: true,
    });
    expect(rowsOf(rapidBlock).map(({ severity }) => severity)).toEqual(['suspend', 'noop']);
  });

  it('reads tables of any program: marks, columns in another order, other booleans, blank lines', () => {
    const text = '\ufeffSeverity,#Domain,obfuscate\r\n\r\nlimit,bad.example,TRUE\r\n,worse.example,0\r\n';

    expect(rowsOf(text)).toEqual([
      { place: 3, domain: 'bad.example', severity: 'limit', obfuscate: true },
      { place: 4, domain: 'worse.example', obfuscate: false },
    ]);
  });

  it('reads plain names with remarks, marks and CRLF', () => {
    expect(rowsOf('\ufeff# a remark\r\nbad.example\r\n\r\n  worse.example  \r\n')).toEqual([
      { place: 2, domain: 'bad.example' },
      { place: 4, domain: 'worse.example' },
    ]);
  });

  it.each([
    ['fediblockhole-json', '[{"domain":1},{"domain":"bad.example"},null]', [1, 3]],
    ['fediblockhole-json', '[broken', [1]],
    ['rapidblock-json', '{"blocks":{"bad.example":{"isBlocked":"yes"},"__proto__":{"isBlocked":true}}}', [1]],
    ['rapidblock-json', '{"other":{}}', [1]],
    ['mastodon-csv', '#domain,#severity\nbad.example,"never ends\nworse.example,suspend\n,suspend\n', [2, 4]],
    ['mastodon-csv', `#domain,#severity\n${'a'.repeat(301)}.example,suspend\n`, [2]],
  ])('%s says where a row is no row', (id, text, places) => {
    const format = formatOf(text);
    const faults = [...format.read(text)].flatMap((read) => (read.ok ? [] : [read.place]));

    expect([format.id, faults]).toEqual([id, places]);
  });

  it('cuts a reason of ten million characters', () => {
    const text = `#domain,#severity,#public_comment\nbad.example,suspend,"${'x'.repeat(10_000_000)}"\nworse.example,suspend,y\n`;

    expect(rowsOf(text).map(({ publicComment = '' }) => publicComment.length)).toEqual([4_000, 1]);
  });

  it('counts the lines of 500,000 rows', () => {
    const text = `#domain,#severity\n${'bad.example,suspend\n'.repeat(500_000)}`;
    let last = 0;
    for (const read of formatOf(text).read(text)) last = read.ok ? read.row.place : last;

    expect(last).toBe(500_001);
  });
});

describe('what a row asks for', () => {
  it.each([
    ['suspend', false, 'reject', true],
    [undefined, false, 'reject', true],
    [' Silence ', false, 'limit', true],
    ['noop', true, 'media-only', true],
    ['noop', false, 'note', true],
    ['toString', false, 'note', false],
  ] as const)('%s with media %s: %s', (severity, rejectMedia, level, known) => {
    const row = { rejectMedia, ...(severity !== undefined && { severity }) };

    expect(rowLevel(row)).toMatchObject({ level, known });
  });
});
