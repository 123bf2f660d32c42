import { readFileSync } from 'node:fs';
import type { Allowance } from '../crawler/net/manners/bucket.ts';
import type { SharedBudgets } from '../crawler/net/manners/budgets.ts';
import { NameSet } from '../crawler/net/names/name-set.ts';
import type { LabOptions, NetOptions } from '../crawler/net/net.ts';
import { visitsAtOnce } from '../crawler/schedule/visit-lanes.ts';
import type { Configuration } from '../model/configuration.ts';
import type { Consent } from '../model/observation.ts';
import { messageOf, Refusal } from './refusal.ts';
import type { Release } from './release.ts';
import { optedOut } from './watched.ts';

/** How long a visit waits for what, in milliseconds. */
export type Patience = Pick<
  NetOptions,
  'connectTimeoutMs' | 'idleTimeoutMs' | 'totalTimeoutMs' | 'maxWaitMs'
>;

/** What a visit may take when nothing else is said. */
export const patience: Patience = {
  connectTimeoutMs: 10_000,
  idleTimeoutMs: 10_000,
  totalTimeoutMs: 30_000,
  maxWaitMs: 30_000,
};

/** How `check` reaches a server: the manners of a peer, one visit a server. */
export function checkNetOptions(
  release: Release,
  { lab, concurrency, timeoutMs }: { lab: LabOptions; concurrency: number; timeoutMs: number },
): NetOptions {
  return {
    ...patience,
    connectTimeoutMs: 5_000,
    maxWaitMs: Math.min(patience.maxWaitMs, timeoutMs),
    userAgent: userAgentOf(release, release.homepage),
    lab,
    concurrency,
    hostIntervalMs: { hosted: 200, unproven: 200, peer: 200 },
    requestsPerVisit: { hosted: 20, unproven: 20, peer: 20 },
    // A person names each server and waits for the answer; the visits at once are the cap.
    budgets: sharedBudgets(oneSpeed(5 * concurrency)),
  };
}

/** How the crawler of a configuration reaches servers. @throws {Refusal} when the lab's authority cannot be read. */
export function crawlNetOptions(
  { crawler, hosted: ours, monitor, lab, peers }: Configuration,
  release: Release,
  waits: Patience = patience,
): NetOptions {
  const { hosted, unproven, peer } = crawler.budgets;
  const interval = ({ requestsPerSecond }: { readonly requestsPerSecond: number }) =>
    1_000 / requestsPerSecond;
  return {
    ...waits,
    userAgent: crawlUserAgent(monitor.origin, release),
    lab: labOf(lab),
    // As many as there are visits, so that no visit waits for the requests of others.
    concurrency: visitsAtOnce(crawler),
    hostIntervalMs: { hosted: interval(hosted), unproven: interval(unproven), peer: interval(peer) },
    requestsPerVisit: requests({ hosted, unproven, peer }),
    budgets: sharedBudgets(crawler.budgets),
    excluded: new NameSet(optedOut({ hosted: ours, peers })),
  };
}

function oneSpeed(requestsPerSecond: number) {
  return { peer: { requestsPerSecond }, hosted: { requestsPerSecond } };
}

type Said = { readonly requestsPerSecond?: number; readonly atOnce?: number };
interface Speed {
  readonly requestsPerSecond: number;
}
type BudgetsSaid = { readonly peer: Speed; readonly hosted: Speed } & {
  readonly [Name in keyof SharedBudgets]?: Said;
};

/** The budgets of hosts that share something. What is not said is a multiple of what one peer or one hosted server gets, so that a lab that hurries hurries as a whole. */
export function sharedBudgets({ peer, hosted, ...said }: BudgetsSaid): SharedBudgets {
  const speed = peer.requestsPerSecond;
  const ours = Math.max(1, hosted.requestsPerSecond);
  const places = Math.max(1, speed);
  return {
    address: allowance(said.address, 5 * speed, 4 * places),
    domain: allowance(said.domain, 2 * speed, 2 * places),
    cdnAddress: allowance(said.cdnAddress, 50 * speed, 32 * places),
    hostedAddress: allowance(said.hostedAddress, 20 * ours, 10 * ours),
    hostedDomain: allowance(said.hostedDomain, 20 * ours, 10 * ours),
  };
}

function allowance(said: Said | undefined, requestsPerSecond: number, atOnce: number): Allowance {
  return { requestsPerSecond, atOnce: Math.ceil(atOnce), ...said };
}

/** The lab of a configuration, its authority read. @throws {Refusal} when that fails. */
export function labOf({ connectTo, trustedCa, ...lab }: Configuration['lab']): LabOptions {
  return {
    ...lab,
    connectTo: Object.entries(connectTo),
    ...(trustedCa !== undefined && { trustedCa: authorityIn(trustedCa, 'lab.trustedCa') }),
  };
}

/** The PEM text of a file. @throws {Refusal} when there is none in it. */
export function authorityIn(file: string, saidBy: string): string {
  const text = readAuthority(file, saidBy);
  if (text.includes('-----BEGIN CERTIFICATE-----')) return text;
  throw new Refusal(`${saidBy}: ${file} holds no PEM certificate`, 'name the file of the authority');
}

function readAuthority(file: string, saidBy: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new Refusal(`${saidBy}: cannot read ${file}: ${messageOf(cause)}`, 'name a readable PEM file', {
      cause,
    });
  }
}

/** The `User-Agent` of a configured monitor; it leads to the page that says who we are and how to opt out. */
export function crawlUserAgent(origin: string, release: Release): string {
  return userAgentOf(release, `${origin}/about`);
}

function userAgentOf({ version }: Release, url: string): string {
  return `fediscope/${version} (+${url})`;
}

function requests(
  budgets: Readonly<Record<Consent, { readonly requestsPerVisit: number }>>,
): Readonly<Record<Consent, number>> {
  const { hosted, unproven, peer } = budgets;
  return {
    hosted: hosted.requestsPerVisit,
    unproven: unproven.requestsPerVisit,
    peer: peer.requestsPerVisit,
  };
}
