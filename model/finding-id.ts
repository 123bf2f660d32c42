import type { Finding } from './finding.ts';
import { type Host, parseHost } from './host.ts';

/** What a finding's id says. `since` absent: the newest one. `labels` absent: none. */
export interface FindingKey {
  readonly server: Host;
  readonly rule: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly since?: string;
}

const form = /^([^/?@]+)\/([a-z0-9.-]+)(?:\?([^@]*))?(?:@(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z))?$/;

/**
 * The id of a finding: server, rule, labels where it has some, and when its outcome began
 * (`social.example/licence.offer-present@2026-11-21T23:00:00.000Z`, `social.example/peering.rejected-by-peer?peer=other.example@…`).
 * All findings of one unbroken row of equal outcomes are one by it. Labels are sorted and percent-encoded.
 */
export function findingId({ server, rule, labels = {}, since }: FindingKey): string {
  const entries = Object.entries(labels).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const about = entries.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
  const query = about.length === 0 ? '' : `?${about.join('&')}`;
  return `${server}/${rule}${query}${since === undefined ? '' : `@${since}`}`;
}

/** What an id says. Undefined: the text is no id. */
export function findingKey(id: string): FindingKey | undefined {
  const [, name = '', rule, query, since] = form.exec(id) ?? [];
  const server = parseHost(name);
  if (!server.ok || rule === undefined) return undefined;
  const labels = labelsOf(query);
  return {
    server: server.host,
    rule,
    ...(labels !== undefined && { labels }),
    ...(since !== undefined && { since }),
  };
}

/** Whether a finding is the one that a key names, or one of its row. */
export function isNamed(finding: Finding, { labels, since, ...key }: FindingKey): boolean {
  const { server, rule } = finding;
  const same = findingId(finding) === findingId({ server, rule, ...labelsIn(labels), since: finding.since });
  return same && key.server === server && key.rule === rule && (since ?? finding.since) === finding.since;
}

function labelsIn(labels: FindingKey['labels']): Pick<FindingKey, 'labels'> {
  return labels === undefined ? {} : { labels };
}

function labelsOf(query: string | undefined): FindingKey['labels'] {
  if (query === undefined || query === '') return undefined;
  return Object.fromEntries(new URLSearchParams(query));
}
