import type { NameBehaviour } from '../network/name-server.ts';
import type { Breakage } from './breakage.ts';

const named = (kind: NameBehaviour['kind'], says: string): Breakage => ({
  says,
  apply: (site) => ({ ...site, name: { kind } }),
});

/** Names that do not resolve as they should. Source: RFC 1035 §4.1.1. */
export const dnsBreakages = {
  'dns-nxdomain': named('nxdomain', 'the name does not exist'),
  'dns-servfail': named('servfail', 'the name server answers SERVFAIL'),
  'dns-silent': named('silent', 'the name server does not answer'),
  'dns-rebinding': named('rebinding', 'the address changes to a private one after the first question'),
  'dns-mixed': named('mixed', 'a private address is published beside the public one'),
  'dns-ipv6-dead': named('ipv6-dead', 'only an IPv6 address is published, and nobody listens there'),
  'dns-truncated': named('truncated', 'answers over UDP are truncated; this is healthy'),
} as const satisfies Record<string, Breakage>;
