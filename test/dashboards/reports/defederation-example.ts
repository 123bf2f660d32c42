import type { Defederation } from '../../../analyzer/defederation/dossier.ts';
import type { DefederationReport } from '../../../dashboards/reports/defederation/report.ts';
import { calendarPeriodOf } from '../../../dashboards/reports/period.ts';
import type { SignedHead } from '../../../model/review-head.ts';
import type { PolicyAbout } from '../../../store/policies/policy-reads.ts';
import { host } from '../../store/examples.ts';

const period = { since: '2025-10-31T23:59:59.999Z', until: '2025-11-30T23:59:59.999Z' };
const subject = { kind: 'host', host: host('social.stadt.example') } as const;
const observer = host('peer.example');

/** The end of a log. */
export const headExample: SignedHead = {
  chain: '0123456789abcdef0123456789abcdef',
  count: 1204,
  hash: 'ab'.repeat(32),
  at: '2025-12-01T06:00:00.000Z',
  key: 'a2V5',
  signature: 'c2ln',
};

const rejection: PolicyAbout = {
  ...{ subject, observer, level: 'reject', native: 'suspend', obfuscated: false, by: 'name' },
  ...{ source: 'api', origin: 'mastodon', partial: false, covers: 'subdomains' },
  reason: '=Spam **alles** <b>',
  firstSeen: '2025-11-09T10:00:00.000Z',
  replayed: false,
  lastSeen: '2025-11-30T10:00:00.000Z',
};

const between = { previousAt: '2025-11-05T10:00:00.000Z', changedAt: '2025-11-09T10:00:00.000Z' };
const of = { observer, source: 'api', origin: 'mastodon', ...between, replayed: false } as const;
const sure = { by: 'name', confidence: { level: 'high', doubts: [] } } as const;
const unsure = { by: 'parent', confidence: { level: 'low', doubts: ['parent', 'once'] } } as const;
const [suspended, silenced] = [
  { level: 'reject', native: 'suspend' },
  { level: 'limit', native: 'silence' },
] as const;

const coverage: Defederation['coverage'] = {
  known: 12_400,
  byState: { published: 800, partial: 40, hidden: 700, 'not-supported': 5_000, declined: 12, failed: 60 },
  unread: 5_788,
  namingUs: 3,
};

const told: Defederation = {
  ...period,
  server: subject.host,
  coverage,
  rejections: [
    {
      ...{ policy: rejection, confidence: sure.confidence, activeUsers: 12_345, software: 'mastodon' },
      ...{ rebuttal: 'Erledigt.', review: 'new' },
    },
    {
      confidence: { level: 'low', doubts: ['hearsay', 'parent'] },
      policy: {
        ...{ ...rejection, level: 'limit', native: 'silence', observer: host('kleiner.example') },
        ...{ source: 'list', origin: '', by: 'parent' },
      },
      review: 'new',
    },
  ],
  changes: [
    { ...of, ...sure, kind: 'added', subject, after: suspended, reason: 'Spam' },
    { ...of, ...unsure, kind: 'level-changed', subject, before: suspended, after: silenced, replayed: true },
    { ...of, ...sure, kind: 'removed', subject, before: silenced },
    { ...of, ...sure, by: 'everyone', kind: 'mode-changed', modeBefore: 'open', modeAfter: 'allow-list' },
  ],
  reach: [
    { at: '2025-11-23T23:59:59.999Z', peers: 0, accepting: 0 },
    { at: period.until, peers: 800, accepting: 748, bySize: 0.9123 },
  ],
};

const nothing: Defederation = {
  ...{ ...told, rejections: [], changes: [], reach: [] },
  coverage: { ...coverage, byState: { ...coverage.byState, published: 0, partial: 0 } },
};

/** A month with data, or one in which no list was read. */
export function defederationExample(hasData: boolean): DefederationReport {
  return {
    ...{ customer: 'Stadt & Land', ...calendarPeriodOf(period), madeAt: '2025-12-02T09:00:00.000Z' },
    servers: [hasData ? told : nothing],
    unproven: [],
    ...(hasData && { head: headExample }),
  };
}
