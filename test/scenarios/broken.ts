import { scenarios } from './index.ts';
import { drifts } from './over-time.ts';

/** Hosts that must fail a rule, by rule; those that fail nothing else come first. */
export function brokenServers(): ReadonlyMap<string, readonly string[]> {
  const fewestFirst = scenarios.toSorted(
    (a, b) => Object.keys(a.failed).length - Object.keys(b.failed).length,
  );
  const hosts = new Map<string, string[]>();
  const add = (rule: string, host: string) => hosts.set(rule, [...(hosts.get(rule) ?? []), host]);
  for (const { host, failed } of fewestFirst) for (const rule of Object.keys(failed)) add(rule, host);
  for (const { rule, host, between } of drifts) add(rule, `${host} with ${between} for one visit`);
  return hosts;
}
