import { sweep } from './sweep.ts';
import { type Promises, violations } from './violations.ts';

/** The defaults of a configuration. */
const promises: Promises = {
  intervalMs: 1_000,
  requestsPerVisit: 20,
  address: { requestsPerSecond: 5, atOnce: 4 },
  domain: { requestsPerSecond: 2, atOnce: 2 },
};
const spread = { hosts: 1_000, domains: 100, addresses: 40 };

const print = (facts: unknown) => process.stdout.write(`${JSON.stringify(facts)}\n`);

print({ spread, promises });
const { requests, seconds, starved, bugs } = await sweep(spread, promises, { atOnce: 400 });
const broken = violations(requests, promises);
const perHost = [...Map.groupBy(requests, ({ host }) => host).values()].map((own) => own.length);
print({
  seconds: Math.round(seconds),
  requests: requests.length,
  hostsReached: perHost.length,
  mostPerVisit: Math.max(...perHost),
  starved,
  bugs,
  violations: broken,
});
process.exitCode = broken.length + bugs === 0 && perHost.length === spread.hosts ? 0 : 1;
