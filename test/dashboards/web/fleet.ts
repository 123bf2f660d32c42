import type { Exchange } from '../../../model/exchange.ts';
import { type FailureCode, failure, outcomeOf } from '../../../model/failure.ts';
import type { Finding } from '../../../model/finding.ts';
import type { Consent, Observation } from '../../../model/observation.ts';
import type { RuleDescription } from '../../../model/rule.ts';
import type { WatchedServer } from '../../../model/server.ts';
import { aFinding, anObservation, aServer, host, sha256 } from '../../store/examples.ts';

/** The moment the pages are made; the fleet was observed in the minutes and days before. */
export const now = Date.parse('2026-11-21T23:00:00.000Z');

/** An instant some seconds before `now`. */
export function ago(seconds: number): string {
  return new Date(now - seconds * 1000).toISOString();
}

const day = 86_400;

function aRule(changes: Partial<RuleDescription> & Pick<RuleDescription, 'id'>): RuleDescription {
  return {
    version: 1,
    title: 'An actor says that its answer depends on Accept',
    audience: 'sre',
    requirement: 'should',
    impact: 'breaks',
    sources: [
      {
        title: 'RFC 9110',
        section: '§12.5.5',
        url: 'https://www.rfc-editor.org/rfc/rfc9110#section-12.5.5',
        verified: '2026-11-20',
      },
    ],
    breaks: 'Behind a shared cache, peers receive HTML where they asked for an actor, and follows fail.',
    advice: 'Send "Vary: Accept" with every answer of an actor URL, in the cache in front of it as well.',
    ...changes,
  };
}

export const rules: readonly RuleDescription[] = [
  aRule({ id: 'actor.vary' }),
  aRule({ id: 'webfinger.resolves', title: 'An account of the server resolves', requirement: 'must' }),
  aRule({
    id: 'peering.closed-federation',
    title: 'The server federates with everyone it does not name',
    audience: 'trust-safety',
    requirement: 'convention',
    breaks: 'People on other servers cannot find or follow accounts here.',
    advice: 'Compare with the contract; if it should be open, turn the allow-list off.',
  }),
  aRule({
    id: 'licence.offer-present',
    title: 'The server offers its source to the people who use it',
    audience: 'legal',
    requirement: 'must',
    impact: 'cosmetic',
    breaks: 'The people who use the server cannot exercise their right to its source.',
    advice: 'Link the source of the running version from the page footer and from NodeInfo.',
  }),
];

/** An answer of a server to one GET, with the evidence of its body. */
export function anExchange(changes: Partial<Exchange> = {}): Exchange {
  const body = '{"type":"Person"}';
  return {
    url: 'https://social.example/users/canary',
    method: 'GET',
    accept: 'application/activity+json',
    startedAt: ago(34),
    address: '192.0.2.10',
    status: 200,
    responseHeaders: {
      'content-type': 'application/activity+json; charset=utf-8',
      server: 'nginx',
      'cache-control': 'max-age=180, public',
    },
    cookieNames: ['_session'],
    timings: { dnsMs: 3, connectMs: 12, tlsMs: 21, waitMs: 148, bodyMs: 2, totalMs: 186 },
    body: {
      wireBytes: 512,
      decodedBytes: body.length,
      receivedSha256: sha256('as received'),
      keptSha256: sha256(body),
      truncated: false,
    },
    ...changes,
  };
}

/** What a fleet leaves behind. */
export interface Fleet {
  readonly servers: readonly WatchedServer[];
  readonly observations: readonly Observation[];
  readonly findings: readonly Finding[];
}

interface Seen {
  readonly name: string;
  readonly consent: Consent;
  /** Absent: every probe answered. */
  readonly failed?: FailureCode;
  readonly failing?: readonly Partial<Finding>[];
  readonly replayed?: boolean;
}

/** Each probe with as much of its data as a standing is read from. */
const probes: readonly (readonly [probe: string, data: unknown])[] = [
  ['dns', {}],
  ['tls', {}],
  ['robots', {}],
  ['nodeinfo', { software: { name: 'mastodon', version: '4.5.1' } }],
  ['webfinger', { user: 'canary', base: { ok: true, data: {} } }],
  ['actor', { document: { ok: true, data: {} } }],
];

/** The observations and findings of one server, seen half a minute ago. */
export function seen({
  name,
  consent,
  failed,
  failing = [],
  replayed = false,
}: Seen): Omit<Fleet, 'servers'> {
  const at = replayed ? ago(9 * day) : ago(34);
  const observations = probes.map(([probe, data]) => {
    const exchanges = probe === 'dns' ? [] : [anExchange({ url: `https://${name}/${probe}`, startedAt: at })];
    const made = {
      server: host(name),
      probe,
      consent,
      scheduledAt: at,
      startedAt: at,
      exchanges,
      replayed,
      data,
    };
    if (failed === undefined) return anObservation(made);
    const { data: _, ...without } = anObservation({
      ...made,
      outcome: outcomeOf(failed),
      failure: failure(failed),
    });
    return { ...without, exchanges: [] };
  });
  const evidence = observations.slice(-1).map(({ id }) => id);
  const said = { server: host(name), evidence, observedAt: at, since: at };
  const findings = rules.map(({ id, audience }) => {
    const verdict = failed === undefined ? 'passed' : 'cannot-tell';
    const because = failed === undefined ? '' : failure(failed).detail;
    const own = failing.find(({ rule }) => rule === id);
    const changes = own === undefined ? ({ outcome: verdict, because } as const) : own;
    return aFinding({ ...said, severity: 'error', ...changes, rule: id, audience });
  });
  return { observations, findings };
}

/** Hosted servers in every state, and some peers. */
export function fleet(): Fleet {
  const customer = (name: string) => ({ role: 'hosted', customer: name }) as const;
  const vary = { rule: 'actor.vary', because: 'The answer has no Vary header', since: ago(3 * day) };
  const offer = {
    rule: 'licence.offer-present',
    severity: 'warning',
    because: 'No page or NodeInfo links a source',
    since: ago(40 * day),
  } as const;
  const closed = {
    rule: 'peering.closed-federation',
    because: 'Federation is limited to 12 allowed servers',
    since: ago(6 * 3600),
  };
  const parts = [
    seen({ name: 'social.example', consent: 'hosted' }),
    seen({ name: 'stadt.example', consent: 'hosted', failing: [vary, offer, closed] }),
    seen({ name: 'ville.example', consent: 'hosted', failed: 'connect-timeout' }),
    seen({ name: 'neu.example', consent: 'unproven', failing: [offer] }),
    seen({ name: 'store.example', consent: 'hosted', replayed: true }),
    seen({ name: 'peer-one.example', consent: 'peer' }),
    seen({ name: 'peer-two.example', consent: 'peer', failing: [vary] }),
    seen({ name: 'peer-three.example', consent: 'peer', failed: 'robots-disallowed' }),
  ];
  return {
    servers: [
      aServer('social.example', {
        ...customer('Example Institution'),
        expect: { software: 'mastodon', registrations: 'closed' },
      }),
      aServer('stadt.example', customer('Stadt Beispiel')),
      aServer('ville.example', customer('Ville d’Exemple')),
      aServer('neu.example', customer('Neue Behörde')),
      aServer('store.example', customer('Software Store')),
      aServer('first-visit.example', customer('Example Library')),
      aServer('peer-one.example'),
      aServer('peer-two.example'),
      aServer('peer-three.example'),
    ],
    observations: parts.flatMap(({ observations }) => observations),
    findings: parts.flatMap(({ findings }) => findings),
  };
}
