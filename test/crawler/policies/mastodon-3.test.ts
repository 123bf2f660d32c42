import { describe, expect, test } from 'vitest';
import { mastodon } from '../../../crawler/policies/mastodon.ts';
import { domainDigest, mastodonMask } from '../../../model/masking.ts';
import { answered, answering, asked } from './read.ts';

const row = (name: string, { mask = false, reason = '' } = {}) =>
  `<tr>\n<td class='nowrap'>\n<span title='SHA-256: ${domainDigest(name)}'>${mask ? mastodonMask(name) : name}</span>\n</td>\n<td>\n${reason}\n</td>\n</tr>`;
const table = (heading: string, ...rows: readonly string[]) =>
  `<h3>${heading}</h3>\n<p>Why.</p>\n<table>\n<thead><tr><th>Server</th><th>Reason</th></tr></thead>\n<tbody>\n${rows.join('\n')}\n</tbody>\n</table>`;
const page = (...tables: readonly string[]) =>
  `<!DOCTYPE html><html><body><h3>Our rules</h3><p>Be kind.</p><h2>Unavailable content</h2>${tables.join('')}</body></html>`;
const readPage = (body: string, status = 200) => {
  const io = answering(() => answered(body, status));
  return { read: mastodon.read(asked('3.4.1'), io), io };
};

describe('the list of Mastodon 3', () => {
  test('is read from its page, with digests, reasons and media', async () => {
    const { read, io } = readPage(
      page(
        table('Filtered media', row('pics.example'), row('loud.example')),
        table('Limited servers', row('loud.example', { reason: 'noise &amp; spam, says @kim@own.example' })),
        table('Suspended servers', row('bad.example', { mask: true })),
      ),
    );

    expect(await read).toMatchObject({ state: 'published', mode: 'unknown' });
    expect((await read).entries).toEqual([
      expect.objectContaining({ level: 'media-only', native: 'reject_media' }),
      expect.objectContaining({
        subject: { kind: 'host', host: 'loud.example' },
        level: 'limit',
        native: 'reject_media+silence',
        reason: 'noise & spam, says [account]',
      }),
      expect.objectContaining({
        subject: {
          kind: 'digest',
          sha256: domainDigest('bad.example'),
          mask: mastodonMask('bad.example'),
        },
        level: 'reject',
        obfuscated: true,
      }),
    ]);
    expect(io.paths).toEqual(['/about/more']);
  });

  test.each([
    ['has no such page', 'not here', 404],
    ['has no such part', page(), 200],
  ])('is hidden where the server %s', async (_what, body, status) => {
    expect(await readPage(body, status).read).toMatchObject({ state: 'hidden', mode: 'unknown' });
  });

  test('is not guessed in a language that we do not read', async () => {
    const { read } = readPage(page(table('Gesperrte Server', row('bad.example'))));

    await expect(read).rejects.toMatchObject({ failure: { code: 'body-unexpected' } });
  });

  test('takes no row whose digest is of another name', async () => {
    const forged = row('bad.example').replace('>bad.example<', '>good.example<');
    const { read } = readPage(page(table('Suspended servers', forged, row('worse.example'))));

    expect(await read).toMatchObject({ state: 'partial', refused: { 'wrong-digest': 1 } });
    expect((await read).entries).toHaveLength(1);
  });
});
