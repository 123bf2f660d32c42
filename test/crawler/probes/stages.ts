import { afterAll, beforeAll, expect, test } from 'vitest';
import { ProbeFailure } from '../../../crawler/net/probe-failure.ts';
import { ownership } from '../../../crawler/probes/ownership.ts';
import { privacyPolicy } from '../../../crawler/probes/privacy-policy.ts';
import {
  runProbes,
  type VisitOrder,
  type VisitProbe,
  type VisitTools,
  visit,
} from '../../../crawler/visit/visit.ts';
import { instant } from '../../../model/clock.ts';
import type { FailureCode } from '../../../model/failure.ts';
import type { Consent, Observation, ObservationOutcome } from '../../../model/observation.ts';
import { silentMeter } from '../../../model/telemetry.ts';
import type { BreakageName } from '../../fediverse/breakages/index.ts';
import { type Cast, type Fediverse, startFediverse } from '../../fediverse/fediverse.ts';
import { hostNamed, keptLog, netTo, realClock } from '../../visiting.ts';

/** One way to stop a probe. `broken`: how the server breaks once an earlier visit found it healthy. */
interface Trouble {
  readonly broken?: BreakageName;
  /** Absent: a proven server of ours, at which robots.txt is no bar. */
  readonly consent?: Consent;
  readonly requests?: number;
  /** Does nothing listen on the port? */
  readonly closed?: boolean;
  /** Is the visit ended while the probe is at work? */
  readonly stopped?: boolean;
}

/** What stops a probe, one or more for each stage of a failure; everything but our own limits is a real listener. */
const troubles = {
  dns: { broken: 'dns-nxdomain' },
  connect: { closed: true },
  tls: { broken: 'certificate-expired' },
  http: { broken: 'unavailable-everywhere' },
  body: { broken: 'cut-off-everywhere' },
  robots: { broken: 'robots-disallow-all', consent: 'peer' },
  budget: { requests: 0 },
  stopping: { stopped: true },
} as const satisfies Readonly<Record<string, Trouble>>;

export type TroubleName = keyof typeof troubles;

/** How a probe ends: its outcome, the codes anywhere in the observation, sorted, and what else its data says. */
export interface Ending {
  readonly outcome: ObservationOutcome;
  readonly codes: readonly FailureCode[];
  readonly data?: unknown;
}

/** No data, for this reason. */
export const failed = (code: FailureCode): Ending => ({ outcome: 'failed', codes: [code] });
export const missed = (code: FailureCode): Ending => ({ outcome: 'missed', codes: [code] });
export const disallowed: Ending = { outcome: 'disallowed', codes: ['robots-disallowed'] };

/** Data whose parts failed for these reasons. */
export const partly = (...codes: readonly FailureCode[]): Ending => ({ outcome: 'ok', codes });

/** The probe does not get as far as the trouble, or has it as its data. */
export const untroubled = (data?: unknown): Ending => ({ outcome: 'ok', codes: [], data });

/** A server by its first label. `web`: documents live under a name of their own. */
type Server = Omit<Cast, 'role' | 'host' | 'webHost' | 'account'> & { readonly web?: boolean };
type Settled = NonNullable<VisitOrder['known']>;

/** The servers of the tests of one probe, and visits to them. */
export interface Place {
  /** The probe alone, as the server is now; what it builds on is what a visit found when all was well. */
  look(name: string, trouble?: Trouble): Promise<Observation>;
}

/** What the visits of a file share. */
interface Stage {
  readonly probe: string;
  readonly fediverse: Fediverse;
  readonly tools: Pick<VisitTools, 'candidates' | 'forges'>;
  readonly known: ReadonlyMap<string, Settled>;
}

/** Starts the servers before the tests of a file, by their first labels, and closes them behind them. */
export function placeFor(
  probe: string,
  servers: Readonly<Record<string, Server>>,
  tools: Stage['tools'] = {},
): Place {
  let stage: Stage;
  const cast = new Map(Object.entries(servers).map(([name, server]) => [name, castOf(name, server)]));
  beforeAll(async () => {
    const fediverse = await startFediverse({ only: [], extra: [...cast.values()] });
    const known = new Map<string, Settled>();
    stage = { probe, fediverse, tools, known };
    for (const one of cast.values()) known.set(one.host, await settledAt(one, stage));
  });
  afterAll(() => stage.fediverse.close());
  return {
    look: async (name, trouble = {}) => {
      const one = cast.get(name);
      if (one === undefined) throw new Error(`${name} is no server of this file`);
      if (trouble.broken !== undefined) stage.fediverse.break(one.host, trouble.broken);
      return lookAt(one, trouble, stage).finally(() => stage.fediverse.heal(one.host));
    },
  };
}

/** What a whole visit finds while all is well. */
async function settledAt(one: Cast, { fediverse, tools }: Stage): Promise<Settled> {
  const ours = { ...toolsTo(fediverse, one, {}), ...tools };
  const { settled } = await visit(orderFor(one, {}), ours);
  await ours.net.close();
  return settled;
}

/** Probes that a visit to a peer leaves out. */
const forOurs: readonly VisitProbe[] = [ownership, privacyPolicy];

async function lookAt(one: Cast, trouble: Trouble, stage: Stage): Promise<Observation> {
  const { probe, fediverse, tools, known } = stage;
  const stop = new AbortController();
  const ours = { ...toolsTo(fediverse, one, trouble), ...tools, ...(trouble.stopped && ending(stop)) };
  const order = { ...orderFor(one, trouble), signal: stop.signal };
  const asked = { ...order, due: new Set([probe]), known: known.get(one.host) ?? new Map() };
  const alone = forOurs.filter(({ id }) => id === probe);
  const { observations } = await (alone.length > 0 ? runProbes(alone, asked, ours) : visit(asked, ours));
  await ours.net.close();
  expect(ours.log.lines).toEqual([]);
  expect(observations.map((each) => each.probe)).toEqual([probe]);
  // The line above has counted them.
  return observations[0] as Observation;
}

/** One test for each trouble: the probe ends as is written down, and for no other reason. */
export function testTroubles(
  place: Place,
  server: string,
  endings: Readonly<Record<TroubleName, Ending>>,
): void {
  // Object.entries widens the keys that the table has.
  for (const [name, trouble] of Object.entries(troubles) as [TroubleName, Trouble][]) {
    const { outcome, codes, data } = endings[name];
    test(`in trouble at ${name} it ends ${[outcome, ...codes].join(', ')}`, async () => {
      const seen = await place.look(server, trouble);

      expect(codesIn(seen)).toEqual(codes);
      expect(seen.outcome).toBe(outcome);
      if (data !== undefined) expect({ data: seen.data }).toMatchObject({ data });
    });
  }
}

/** Codes of all failures in an observation, sorted. */
function codesIn({ data, failure }: Observation): readonly string[] {
  return [...new Set(JSON.stringify({ data, failure }).match(/(?<="code":")[a-z-]+/g))].toSorted();
}

function castOf(name: string, { web = false, ...server }: Server): Cast {
  const host = `${name}.fedi.test`;
  return {
    ...server,
    host,
    ...(web && { webHost: `social.${host}` }),
    account: `alice@${host}`,
    role: 'peer',
  };
}

function orderFor({ host, account = '' }: Cast, { consent = 'hosted' }: Trouble): VisitOrder {
  return {
    server: { host: hostNamed(host), account, role: 'peer', expect: {}, watchedSince: '' },
    consent,
    scheduledAt: instant(Date.now()),
    signal: new AbortController().signal,
  };
}

/** A port of the loopback network that nothing of ours listens on: TCPMUX, which nobody runs. */
const closedPort = 1;

/** Where a front page leads that is none of the server's. */
const elsewhere = 'profile.fedi.test';

/** The name is asked of the name server, which the fediverse's own routes spare all but names that are broken from the start. */
function toolsTo(fediverse: Fediverse, { host, webHost = host }: Cast, trouble: Trouble) {
  const { requests = 60, closed = false } = trouble;
  const log = keptLog();
  const clock = realClock();
  const port = closed ? closedPort : fediverse.port;
  const connectTo = [host, webHost, elsewhere].map((name) => [name, `:${port}`] as const);
  const net = { requestsPerVisit: { hosted: requests, unproven: requests, peer: requests } };
  return {
    net: netTo({ ...fediverse, connectTo }, { clock, log, net }),
    clock,
    log,
    vantage: 'test',
    monitorOrigin: fediverse.monitorOrigin,
  };
}

/** Ends the visit as soon as the probe has begun to wait for something. */
function ending(stop: AbortController): Pick<VisitTools, 'meter'> {
  const span: (typeof silentMeter)['span'] = (name, facts, work) => {
    const working = silentMeter.span(name, facts, work);
    if (name === 'probe') stop.abort(new ProbeFailure('shutting-down'));
    return working;
  };
  return { meter: { ...silentMeter, span } };
}
