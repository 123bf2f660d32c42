import type { LicenceText } from '../../model/licence/offer-check.ts';

/** Names of files that hold a licence, as seen in repositories. In the order they are asked for. */
export const licenceFiles = [
  'LICENSE',
  'COPYING',
  'LICENSE.md',
  'LICENSES/AGPL-3.0-only.txt',
  'AGPL-3',
] as const;

const title = 'gnu affero general public license version 3';
const section13 = 'remote network interaction';

/**
 * Which licence a text is, by what all copies of it have in common: its title and the heading of section 13. Never by a hash: of the AGPL alone
 * eleven byte-variants were found in 26 repositories. Source: SPDX licence list matching guidelines.
 */
export function licenceIn(text: string): Exclude<LicenceText, 'absent' | 'unread'> {
  const plain = normalised(text);
  return plain.includes(title) && plain.includes(section13) ? 'agpl' : 'other';
}

/** It stays in its line: beyond that, each empty line would look through all that follow. */
const copyrightLine = /^[^\w\n\r\u2028\u2029]*copyright\s*(?:\(c\)|©|\d).*$/gim;

/** Without copyright lines, marks of Markdown and differences of white space, case and protocol. */
export function normalised(text: string): string {
  return text
    .replaceAll(copyrightLine, '')
    .toLowerCase()
    .replaceAll('http://', 'https://')
    .replaceAll(/[#*_`>|\\]+/g, ' ')
    .replaceAll('licence', 'license')
    .replaceAll(/[‘’]/g, "'")
    .replaceAll(/[“”]/g, '"')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/license ?,? version/g, 'license version')
    .trim();
}
