import { coreChecks } from '../../model/catalogue.ts';
import { scenarios } from './index.ts';
import { drifts } from './over-time.ts';

/** The stock server that passes what needs no special set-up. */
const usual = 'mastodon.fedi.test';

/** Rules that apply to special set-ups only, each with a healthy server that has it. */
const special: Readonly<Record<string, string>> = {
  'dns.aaaa-usable': 'awake.fedi.test',
  'http.ip-parity': 'awake.fedi.test',
  'webfinger.split-domain': 'split.fedi.test',
  'hostmeta.lrdd': 'split.fedi.test',
};

const overTime: ReadonlySet<string> = new Set(drifts.map(({ rule }) => rule));
const healthy: ReadonlySet<string> = new Set(
  scenarios.filter(({ failed }) => Object.keys(failed).length === 0).map(({ host }) => host),
);

/** Hosts that must pass an anonymous check of the core in one visit, by rule. */
export const passing: ReadonlyMap<string, string> = new Map(
  coreChecks
    .filter(({ id, tier }) => tier === 'P' && !overTime.has(id))
    .map(({ id }) => [id, special[id] ?? usual] as const)
    .filter(([, host]) => healthy.has(host)),
);

/** Healthy servers that must pass a rule, by rule; what shows over time passes after three visits without a change. */
export function healthyServers(): ReadonlyMap<string, string> {
  const drifting = drifts.map(({ rule, host }) => [rule, `${host} in three equal visits`] as const);
  return new Map([...passing, ...drifting]);
}
