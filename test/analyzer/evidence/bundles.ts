import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { type BundleTools, makeBundle } from '../../../analyzer/evidence/bundle.ts';
import type { Gathered } from '../../../analyzer/evidence/gather.ts';
import type { Exchange } from '../../../model/exchange.ts';
import { aFinding, anEvidence, anObservation, sha256 } from '../../store/examples.ts';

/** What was kept of one answer: a document with redactions in it. */
export const kept = '{"name":"[person]","id":"https://social.example/users/person-0a1b2c3d","é":"…"}';

/** An answer with everything that an exchange can say. */
export const exchange: Exchange = {
  url: 'https://social.example/.well-known/webfinger?resource=acct:person-0a1b2c3d@social.example',
  method: 'GET',
  accept: 'application/jrd+json',
  userAgent: 'fediscope/0.1.0 (+https://monitor.example/about)',
  startedAt: '2026-11-20T10:00:01.250Z',
  address: '192.0.2.10',
  tlsProtocol: 'TLSv1.3',
  certificateSha256: sha256('certificate'),
  status: 200,
  responseHeaders: {
    server: 'nginx',
    'content-encoding': 'gzip',
    'content-type': 'application/jrd+json',
    link: '[text]',
  },
  unkeptHeaders: 3,
  cookieNames: [],
  timings: { waitMs: 201.125, totalMs: 312.25 },
  body: {
    wireBytes: 400,
    decodedBytes: 1_000,
    receivedSha256: sha256('as received'),
    keptSha256: sha256(kept),
    keptForm: 'jrd',
    truncated: false,
  },
};

/** Evidence of a failed finding: one answer that is kept, one that was cut, one that is gone, and one that never came. */
export function gathered(changes: Partial<Gathered> = {}): Gathered {
  const { status: _none, body: _neither, ...silent } = exchange;
  const witness = { monitorVersion: '0.1.0', clockSync: 'synchronised' } as const;
  const cut = { ...exchange.body!, truncated: true, decodedBytes: 65_536 };
  const gone = { ...exchange.body!, keptSha256: sha256('gone') };
  const observation = anObservation({
    witness,
    exchanges: [exchange, { ...exchange, body: cut }, { ...exchange, body: gone }, silent],
  });
  return {
    finding: aFinding(),
    observations: [observation],
    gone: [],
    contents: new Map([[sha256(kept), anEvidence(kept)]]),
    clocks: new Map([[observation.id, { servers: 3, medianMs: -120, resolutionMs: 1_000 }]]),
    ...changes,
  };
}

/** What bundles of the tests are made with. The clock stands still. */
export function tools(changes: Partial<BundleTools> = {}): BundleTools {
  return {
    monitor: {
      name: 'Example Hosting',
      origin: 'https://monitor.example',
      contact: 'ops@monitor.example',
      version: '0.1.0',
    },
    privateKey: aKey(),
    clock: { now: () => Date.parse('2026-11-22T00:00:00.000Z'), elapsed: () => 0 },
    rule: undefined,
    ...changes,
  };
}

/** A new Ed25519 key. */
export function aKey(): KeyObject {
  const { privateKey } = generateKeyPairSync('ed25519');
  return createPrivateKey(privateKey.export({ type: 'pkcs8', format: 'pem' }));
}

/** A bundle of `gathered`. */
export function aBundle(changes: Partial<BundleTools> = {}) {
  return makeBundle(gathered(), tools(changes));
}
