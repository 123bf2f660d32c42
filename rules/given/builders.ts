import type { ObservedData, ProbeId } from '../../crawler/probes/index.ts';
import type { Exchange } from '../../model/exchange.ts';
import { type FailureCode, failure, outcomeOf } from '../../model/failure.ts';
import { type Host, parseHost } from '../../model/host.ts';
import type { Observation } from '../../model/observation.ts';
import type { ServerStanding } from '../../model/server.ts';

/** A host that the test wrote itself. */
export function host(name: string): Host {
  const parsed = parseHost(name);
  if (!parsed.ok) throw new Error(`${name} is no host: ${parsed.refusal}`);
  return parsed.host;
}

/** The server that all cases speak of. */
export const aServer: ServerStanding = {
  host: host('example.org'),
  role: 'peer',
  consent: 'peer',
  expect: {},
  watchedSince: '2026-01-01T00:00:00.000Z',
};

/** When everything is seen, unless a case says otherwise. */
export const noon = '2026-06-01T12:00:00.000Z';

function anObservation(probe: ProbeId, startedAt: string): Omit<Observation, 'outcome'> {
  return {
    id: `${probe}-${startedAt}`,
    server: aServer.host,
    probe,
    probeVersion: 1,
    vantage: 'test',
    consent: 'peer',
    scheduledAt: startedAt,
    startedAt,
    durationMs: 100,
    exchanges: [],
    replayed: false,
  };
}

/** How a probe ended, with what it asked. */
export interface Asked {
  readonly exchanges?: readonly Exchange[];
  readonly startedAt?: string;
}

/** A probe with data. */
export function observed<P extends ProbeId>(
  probe: P,
  data: ObservedData[P],
  { exchanges = [], startedAt = noon }: Asked = {},
): Observation {
  return { ...anObservation(probe, startedAt), outcome: 'ok', data, exchanges };
}

/** A probe without data. */
export function unobserved(
  probe: ProbeId,
  code: FailureCode,
  { exchanges = [], startedAt = noon }: Asked = {},
): Observation {
  return { ...anObservation(probe, startedAt), outcome: outcomeOf(code), failure: failure(code), exchanges };
}

/** A settled part of a probe's data that failed. */
export function failing(code: FailureCode): {
  readonly ok: false;
  readonly failure: ReturnType<typeof failure>;
} {
  return { ok: false, failure: failure(code) };
}

/** One answered request; start valid, change one thing. */
export function anExchange(change: Partial<Exchange> = {}): Exchange {
  return {
    url: 'https://example.org/.well-known/nodeinfo',
    method: 'GET',
    startedAt: noon,
    address: '192.0.2.1',
    status: 200,
    responseHeaders: { date: 'Mon, 01 Jun 2026 12:00:00 GMT' },
    cookieNames: [],
    timings: { totalMs: 120 },
    midpointMs: Date.parse(noon) + 500,
    ...change,
  };
}

/** Both names of the server are the same. */
export const oneDomain = observed('domains', {
  accountDomain: aServer.host,
  webDomain: aServer.host,
  learnedFrom: 'same',
});

/** Accounts under example.org, documents under social.example.org. */
export const twoDomains = observed('domains', {
  accountDomain: aServer.host,
  webDomain: host('social.example.org'),
  learnedFrom: 'webfinger-redirect',
});
