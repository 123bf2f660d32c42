import { createNet } from '../../../crawler/net/create.ts';
import type { LabOptions, Net, NetOptions, NetSession } from '../../../crawler/net/net.ts';
import { ProbeFailure } from '../../../crawler/net/probe-failure.ts';
import type { Clock } from '../../../model/clock.ts';
import { type ParsedHost, parseHost } from '../../../model/host.ts';
import type { Consent } from '../../../model/observation.ts';
import { generous } from '../../visiting.ts';

/** A host from a literal that is one. */
export function host(text: string) {
  const parsed: ParsedHost = parseHost(text);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.refusal}`);
  return parsed.host;
}

const clock = { now: () => Date.now(), elapsed: () => performance.now() };
const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** Limits of time that a test of silence can wait for; elsewhere they would measure the machine. */
export const impatient = { connectTimeoutMs: 300, idleTimeoutMs: 400, totalTimeoutMs: 1000 } as const;

/** A network on loopback, without an interval between requests. `time`: the clocks that it looks at. */
export function labNet(
  lab: Partial<LabOptions>,
  options: Partial<NetOptions> = {},
  time: Clock = clock,
): Net {
  const each = (value: number) => ({ hosted: value, unproven: value, peer: value });
  return createNet(
    {
      userAgent: 'Fediscope/0.1 (+https://monitor.example/about)',
      lab: { connectTo: [], allowAddresses: ['127.0.0.0/8'], ...lab },
      concurrency: 50,
      hostIntervalMs: each(0),
      requestsPerVisit: each(100),
      connectTimeoutMs: 10_000,
      idleTimeoutMs: 10_000,
      totalTimeoutMs: 20_000,
      maxWaitMs: 500,
      budgets: generous,
      ...options,
    },
    { clock: time, log: silent },
  );
}

/** A visit to a.fedi.test, which is asked without robots.txt, unless said otherwise. */
export function openVisit(
  net: Net,
  consent: Consent = 'hosted',
  signal: AbortSignal = new AbortController().signal,
): NetSession {
  return net.open({ host: host('a.fedi.test'), consent, signal });
}

/** A visit to a server that is proven ours: it and no other host is asked without robots.txt. */
export function openOwn(
  net: Net,
  name: string,
  signal: AbortSignal = new AbortController().signal,
): NetSession {
  return net.open({ host: host(name), consent: 'hosted', signal });
}

/** The code a promise fails with, or what it came to. Any other error passes through. */
export async function codeOf(promise: Promise<unknown>): Promise<unknown> {
  try {
    return await promise;
  } catch (error) {
    if (error instanceof ProbeFailure) return error.failure.code;
    throw error;
  }
}
