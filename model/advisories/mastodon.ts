import type { Advisory } from './advisory.ts';

const page = (id: string) => `https://github.com/mastodon/mastodon/security/advisories/${id}`;

/**
 * Weaknesses of Mastodon that others can use from outside or that undo moderation. Source: its CHANGELOG.md at 4.7.0-alpha.2 for the
 * newest branch, and the published CVE records for the branches below.
 */
export const mastodonAdvisories: readonly Advisory[] = [
  {
    id: 'GHSA-vwhj-3g83-v276',
    title:
      'The protection against requests into the own network can be bypassed by IPv4-compatible IPv6 addresses',
    affected: [{ from: '4.6.0', before: '4.6.4' }],
    url: page('GHSA-vwhj-3g83-v276'),
    readAt: '2026-11-22',
  },
  {
    id: 'GHSA-53m7-2wrh-q839',
    title: 'Linked-data signatures can be bypassed by JSON-LD that restructures the graph',
    affected: [{ from: '4.5.0', before: '4.5.10' }],
    url: page('GHSA-53m7-2wrh-q839'),
    readAt: '2026-11-22',
  },
  {
    id: 'GHSA-qrgq-9fx2-vf2r',
    title: 'A message can raise an error that nobody catches, which stops deliveries',
    affected: [{ from: '4.5.0', before: '4.5.11' }],
    url: page('GHSA-qrgq-9fx2-vf2r'),
    readAt: '2026-11-22',
  },
  {
    id: 'GHSA-q4g8-82c5-9h33',
    title: 'Quote authorizations are not checked enough (CVE-2026-33869)',
    affected: [
      { from: '4.4.0', before: '4.4.15' },
      { from: '4.5.0', before: '4.5.8' },
    ],
    url: page('GHSA-q4g8-82c5-9h33'),
    readAt: '2026-11-22',
  },
  {
    id: 'GHSA-5h2f-wg8j-xqwp',
    title: 'Suspended remote accounts can get posts in (CVE-2026-23961)',
    affected: [{ before: '4.3.18' }, { from: '4.4.0', before: '4.4.12' }, { from: '4.5.0', before: '4.5.5' }],
    url: page('GHSA-5h2f-wg8j-xqwp'),
    readAt: '2026-11-22',
  },
  {
    id: 'GHSA-ww85-x9cp-5v24',
    title: 'Any account can read which follows others lost by a moderation action (CVE-2026-22246)',
    affected: [
      { from: '4.3.0', before: '4.3.17' },
      { from: '4.4.0', before: '4.4.11' },
      { from: '4.5.0', before: '4.5.4' },
    ],
    url: page('GHSA-ww85-x9cp-5v24'),
    readAt: '2026-11-22',
  },
  {
    id: 'GHSA-r2fh-jr9c-9pxh',
    title: 'Suspended accounts keep their connection to the streaming API (CVE-2025-62175)',
    affected: [{ before: '4.2.27' }, { from: '4.3.0', before: '4.3.14' }, { from: '4.4.0', before: '4.4.6' }],
    url: page('GHSA-r2fh-jr9c-9pxh'),
    readAt: '2026-11-22',
  },
];
