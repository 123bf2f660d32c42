import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type ExportRequest, exportList } from '../../bin/lists/export.ts';
import { type ImportRequest, importList } from '../../bin/lists/import.ts';
import { mastodonCsv } from '../../model/lists/mastodon-csv.ts';
import { host } from '../store/examples.ts';
import { anErrand, type Errand } from './errands.ts';
import { fediscopeHere } from './in-process.ts';

let errand: Errand;
beforeAll(async () => {
  errand = await anErrand();
});

async function importText(text: string, changes: Partial<ImportRequest> = {}) {
  const file = join(errand.folder, 'list.txt');
  writeFileSync(file, text);
  const told = [errand.out().length, errand.err().length] as const;
  const request = { file, name: 'tier-0', own: false, by: 'kim', ...changes };
  const code = await importList(request, errand.foundation);
  return { code, out: errand.out().slice(told[0]), err: errand.err().slice(told[1]), file };
}

async function exported(changes: Partial<ExportRequest>): Promise<string> {
  const before = errand.out().length;
  const request = { format: mastodonCsv, servers: [], all: false, confirmed: true, ...changes };
  await exportList(request, errand.foundation);
  return errand.out().slice(before);
}

const header = '#domain,#severity,#reject_media,#reject_reports,#public_comment,#obfuscate\n';
const list = `${header}bad.example,suspend,false,false,"spam, and more",false\nquiet.example,silence,true,false,"",false\n`;

describe('lists import', () => {
  it('records who is on the list, by whom it was imported and from what file', async () => {
    const { code, err } = await importText(list);
    const { store } = errand.foundation;

    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(await store.listOrigins()).toMatchObject([
      {
        name: 'tier-0',
        format: 'mastodon-csv',
        importedBy: 'kim',
        own: false,
        bytes: Buffer.byteLength(list),
        sha256: createHash('sha256').update(list).digest('hex'),
      },
    ]);
    expect(await store.policiesAbout(host('bad.example'))).toMatchObject([
      {
        source: 'list',
        origin: 'tier-0',
        observer: 'tier-0.lists.invalid',
        level: 'reject',
        native: 'suspend',
        reason: 'spam, and more',
      },
    ]);
    expect(await store.policiesAbout(host('quiet.example'))).toMatchObject([{ level: 'limit' }]);
  });

  it('names the line of every row it cannot take, and takes the others', async () => {
    const rows = [
      'good-name.example,suspend',
      '192.0.2.1,suspend',
      'no host,suspend',
      '\u0000bad.example,suspend',
      'UPPER.Example,SUSPEND',
      'b\u0430d.example,suspend', // a Cyrillic letter: another name, never bad.example
      '*.wild.example,suspend',
      'ma***d.example,suspend',
      'odd.example,shout',
      '"never ends,suspend',
    ];
    const { code, err } = await importText(`#domain,#severity\r\n${rows.join('\r\n')}\r\n`, { name: 'odd' });
    const kept = await errand.foundation.store.list('odd');

    expect(code).toBe(1);
    expect(err.match(/list\.txt:\d+: /g)).toEqual([3, 4, 5, 10, 11].map((line) => `list.txt:${line}: `));
    expect(kept?.rows.map(({ place }) => place)).toEqual([2, 6, 7, 8, 9, 10]);
    const about = async (name: string) =>
      (await errand.foundation.store.policiesAbout(host(name))).filter(({ origin }) => origin === 'odd')
        .length;
    expect(await about('upper.example')).toBe(1);
    expect(await about('bad.example')).toBe(0);
    expect(await about('masked.example')).toBe(0);
    expect(await about('any.wild.example')).toBe(1);
  });

  it('keeps no person: handles, addresses and links in reasons and names', async () => {
    const text = `${header}https://bad.example/@person,suspend,false,false,"see @person@bad.example, mail a@b.example https://bad.example/@person",false\n`;
    await importText(text, { name: 'people', own: true });

    const written = await exported({ list: 'people', all: true });

    expect(written).toMatch(/^bad\.example,suspend/m);
    expect(written).not.toMatch(/person|a@b/);
  });

  it('stops at its bounds and says so', async () => {
    const rows = Array.from({ length: 100_002 }, () => 'bad.example');
    const { code, err } = await importText(`${rows.join('\n')}\n`, { name: 'long' });

    expect(code).toBe(1);
    expect(err).toContain('list.txt:100001: this row and all behind it are left out');
    expect((await errand.foundation.store.list('long'))?.rows).toHaveLength(100_000);
  });

  it('never takes a broken file for a list from which everybody went', async () => {
    await importText('bad.example\n', { name: 'steady' });
    const stands = async () =>
      (await errand.foundation.store.policiesAbout(host('bad.example'))).some(
        ({ origin }) => origin === 'steady',
      );

    await expect(importText('[broken', { name: 'steady' })).rejects.toThrow('no row to take');
    await expect(importText('', { name: 'steady' })).rejects.toThrow('it names nobody');
    expect(await stands()).toBe(true);
    await importText('#domain,#severity\nworse.example,suspend\nx,"y\n', { name: 'steady' });
    expect(await stands()).toBe(true);
    await importText('worse.example\n', { name: 'steady' });
    expect(await stands()).toBe(false);
  });

  it('takes the names of an allow list as no blocks', async () => {
    const { out } = await importText('#domain\nfriend.example\n', { name: 'friends' });

    expect(out).toContain('nobody is rejected');
    expect(await errand.foundation.store.policiesAbout(host('friend.example'))).toEqual([]);
  });

  it('counts an export of a server as what that server says', async () => {
    await importText('bad.example\n', { name: 'from-peer', publisher: host('peer.example') });

    expect(await errand.foundation.store.policiesAbout(host('bad.example'))).toContainEqual(
      expect.objectContaining({ observer: 'peer.example', source: 'export' }),
    );
  });
});

describe('lists export', () => {
  it('writes our own list byte for byte', async () => {
    const { file } = await importText(list, { name: 'ours', own: true });

    expect(await exported({ list: 'ours', all: true })).toBe(readFileSync(file, 'utf8'));
  });

  it('writes only chosen servers of a list of somebody else', async () => {
    const line = 'bad.example,suspend,false,false,"spam, and more",false\n';

    expect(await exported({ list: 'tier-0', servers: [host('bad.example')] })).toBe(`${header}${line}`);
    await expect(exported({ list: 'tier-0', all: true })).rejects.toThrow('not republished as a whole');
  });

  it('writes chosen servers with a chosen severity, and no formula', async () => {
    const servers = [host('b.example'), host('a.example')];

    expect(await exported({ servers, severity: 'silence', comment: '=HYPERLINK("x")' })).toBe(
      `${header}a.example,silence,false,false,"'=HYPERLINK(""x"")",false\nb.example,silence,false,false,"'=HYPERLINK(""x"")",false\n`,
    );
  });

  it.each([
    ['nothing was chosen', {}, 'nobody was chosen'],
    [
      'nobody confirmed',
      { servers: [host('a.example')], severity: 'noop', confirmed: false },
      'rows to write: 1',
    ],
    ['no severity was chosen', { servers: [host('a.example')] }, 'no severity'],
    ['the rule is unknown', { rule: 'peering.isle' }, 'there is no rule peering.isle'],
    ['nobody fails the rule', { rule: 'peering.island' }, 'nothing of that'],
    ['the list is unknown', { list: 'nowhere', all: true }, 'no list nowhere'],
  ])('refuses when %s', async (_what, changes, says) => {
    await expect(exported(changes)).rejects.toThrow(says);
  });
});

describe('on the command line', () => {
  it.each([
    [['import', 'x.csv'], "required option '--name"],
    [['import', 'x.csv', '--name', 'No Name'], 'lower-case letters'],
    [['export', '--server', '192.0.2.1'], 'not by an address'],
    [['export', '--format', 'pdf'], 'Allowed choices'],
  ])('%j is refused in one line: exit code 2', async (args, says) => {
    const { code, stderr } = await fediscopeHere(['lists', ...args]);

    expect({ code, lines: stderr.split('\n').length }).toEqual({ code: 2, lines: 2 });
    expect(stderr).toContain(says);
  });
});
