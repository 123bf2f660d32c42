import type { AddressFacts } from '../../crawler/probe.ts';
import type { RuleCase } from '../case.ts';
import { aServer, observed, unobserved } from '../given/builders.ts';

type Class = AddressFacts['addresses'][number]['class'];

const resolved = (...classes: readonly Class[]) =>
  observed('dns', {
    host: aServer.host,
    source: 'resolver',
    addresses: classes.map((kind) => ({ address: '192.0.2.1', family: 4, class: kind })),
    durationMs: 3,
  });

export const cases: readonly RuleCase[] = [
  { name: 'global addresses', given: [resolved('global', 'global')], outcome: 'passed' },
  { name: 'an address the lab allows', given: [resolved('lab')], outcome: 'passed' },
  {
    name: 'a private address beside a global one',
    given: [resolved('global', 'private')],
    outcome: 'failed',
    says: 'private',
  },
  { name: 'the loopback address', given: [resolved('loopback')], outcome: 'failed', says: 'loopback' },
  { name: 'a name that does not exist', given: [unobserved('dns', 'dns-nxdomain')], outcome: 'cannot-tell' },
];
