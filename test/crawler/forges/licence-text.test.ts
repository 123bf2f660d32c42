import { describe, expect, test } from 'vitest';
import { licenceIn } from '../../../crawler/forges/licence-text.ts';
import { agpl, agplAsMarkdown, gpl } from '../../forge/licences.ts';

describe('a licence text', () => {
  test.each([
    ['as its makers publish it', agpl],
    ['as Markdown, under a line of somebody else', agplAsMarkdown],
    ['with other line ends', agpl.replaceAll('\n', '\r\n')],
    ['in one line', agpl.replaceAll(/\s+/g, ' ')],
    ['with the older protocol', agpl.replaceAll('https://', 'http://')],
    ['below a remark', `This program is for everybody.\n\n${agpl}`],
  ])('is the AGPL %s', (_how, text) => {
    expect(licenceIn(text)).toBe('agpl');
  });

  test.each([
    ['the GPL, which names the AGPL', gpl],
    ['the AGPL without its section 13', agpl.replace('Remote Network Interaction', 'Nothing')],
    ['a word about it', 'Licensed under the AGPL-3.0-only.'],
    ['nothing', ''],
    ['a quarter of a megabyte of empty lines', '\n'.repeat(256 * 1024)],
    ['the same of another line end', '\u2028'.repeat(85 * 1024)],
  ])('is another for %s', (_what, text) => {
    expect(licenceIn(text)).toBe('other');
  });
});
