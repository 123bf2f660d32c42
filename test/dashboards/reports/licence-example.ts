import type { LicenceDossier } from '../../../analyzer/licence/dossier.ts';
import { statementOf } from '../../../analyzer/licence/statement.ts';
import {
  type LicenceReport,
  type ReportedLicence,
  totalsOf,
} from '../../../dashboards/reports/licence/report.ts';
import { spdxOf } from '../../../dashboards/reports/licence/spdx.ts';
import { licenceVerdicts } from '../../../model/licence/licence-verdict.ts';
import type { SourceOffer } from '../../../model/licence/offer.ts';
import type { OfferCheck } from '../../../model/licence/offer-check.ts';
import { negativeVerdicts } from '../../../rules/facts/licence/decision.ts';
import { aFinding, host } from '../../store/examples.ts';
import { headExample } from './defederation-example.ts';

const url = 'https://git.stadt.example/mastodon';

const offer: SourceOffer = {
  ...{
    url,
    kind: 'repository',
    place: 'instance-api',
    seenAt: 'https://social.stadt.example/api/v2/instance',
  },
  ...{ prominence: 1, withoutScript: false },
};

const check: OfferCheck = {
  ...{ url, kind: 'repository', state: 'reachable', checkedAt: '2025-11-05T10:00:00.000Z', licence: 'agpl' },
  references: [{ wanted: 'v4.4.2+stadt.7', kind: 'tag', state: 'found' }],
  newestAt: '2025-08-01T00:00:00.000Z',
  detail: 'the detail of this check is in English',
};

const observed: Omit<LicenceDossier, 'server' | 'verdict' | 'ofOffer'> = {
  role: 'hosted',
  software: {
    title: 'Mastodon',
    version: '4.4.2+stadt.7',
    licence: 'AGPL-3.0-or-later',
    declared: 'AGPL-3.0',
  },
  confidence: 'high',
  because: 'The version that runs is in the source',
  signs: ['other-build', 'own-source'],
  frontEnds: [{ title: 'Soapbox', licence: 'AGPL-3.0-or-later' }],
  since: '2025-11-05T10:00:00.000Z',
  observedAt: '2025-11-05T10:00:00.000Z',
  ...{ offers: [offer], offer, check, evidence: ['0123456789ab'] },
  ...{ replies: ['Quelle: <git.peer.example>'], notes: ['**Anruf**'] },
};

const unseen: Omit<LicenceDossier, 'server'> = {
  ...{ role: 'hosted', verdict: 'UNKNOWN', ofOffer: 'UNKNOWN', reason: 'not-observed', confidence: 'low' },
  ...{
    because: 'Nothing was observed yet',
    signs: [],
    frontEnds: [],
    offers: [],
    evidence: [],
    replies: [],
    notes: [],
  },
};

const reported = (dossier: LicenceDossier): ReportedLicence => ({ ...dossier, spdx: spdxOf(dossier) });

function exampleOf(dossiers: readonly LicenceDossier[], daysRead: number): LicenceReport {
  const servers = dossiers.slice(0, 1).map(reported);
  const peers = dossiers.slice(1).map(reported);
  const coverage = servers.map(({ server }) => ({ server, days: 30, daysRead }));
  const changed = {
    rule: 'licence.offer-corresponds',
    because: 'the version was not found in the source',
    observedAt: '2025-11-05T10:00:00.000Z',
  };
  return {
    customer: 'Stadt & Land',
    ...{ since: '2025-11-01T00:00:00.000Z', until: '2025-12-01T00:00:00.000Z' },
    madeAt: '2025-12-02T09:00:00.000Z',
    unproven: [],
    ...{ servers, peers, totals: { servers: totalsOf(servers), peers: totalsOf(peers) } },
    statement: statementOf(dossiers.slice(0, 1), coverage),
    changes: daysRead === 0 ? [] : [aFinding({ server: host('social.stadt.example'), ...changed })],
    ...(daysRead > 0 && { head: headExample }),
  };
}

/** A month with data of one server, or with none. */
export function licenceExample(hasData: boolean): LicenceReport {
  const server = host('social.stadt.example');
  if (!hasData) return exampleOf([{ server, ...unseen }], 0);
  const peer: LicenceDossier = {
    ...{ ...observed, server: host('peer.example'), verdict: 'UNKNOWN', ofOffer: 'UNKNOWN' },
    role: 'peer',
    ...{ suspected: 'OFFER_UPSTREAM_ONLY', reason: 'awaiting-second-observation', confidence: 'low' },
  };
  return exampleOf([{ ...observed, server, verdict: 'OFFER_MATCHES', ofOffer: 'OFFER_MATCHES' }, peer], 12);
}

/** Every verdict at once: all that a report can say of a server. */
export function everyVerdict(): LicenceReport {
  const dossiers = licenceVerdicts.map((verdict): LicenceDossier => {
    const server = host(`${verdict.toLowerCase().replaceAll('_', '-')}.example`);
    const ofOffer = negativeVerdicts.has(verdict) ? 'UNKNOWN' : verdict;
    return {
      ...observed,
      server,
      verdict,
      ofOffer,
      ...(verdict === 'UNKNOWN' && { reason: 'signs-too-weak' }),
    };
  });
  return exampleOf(dossiers, 12);
}
