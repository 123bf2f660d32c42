import { page } from '../documents/reply.ts';
import { secondAddress } from '../network/listener.ts';
import type { NameBehaviour } from '../network/name-server.ts';
import type { Site } from '../site.ts';
import type { Breakage } from './breakage.ts';
import { replyAt } from './breakage.ts';

const named = (kind: NameBehaviour['kind'], says: string): Breakage => ({
  says,
  apply: (site) => ({ ...site, name: { kind } }),
});

/** The default page of a web server at one of the addresses. */
function otherAt(site: Site, address: string): Site {
  return replyAt(site, ['everything'], (reply, ask) =>
    ask.address === address ? page('Welcome to nginx') : reply,
  );
}

/** Names that do not resolve as they should. Source: RFC 1035 §4.1.1. */
export const dnsBreakages = {
  'dns-nxdomain': named('nxdomain', 'the name does not exist'),
  'dns-servfail': named('servfail', 'the name server answers SERVFAIL'),
  'dns-silent': named('silent', 'the name server does not answer'),
  'dns-rebinding': named('rebinding', 'the address changes to a private one after the first question'),
  'dns-mixed': named('mixed', 'a private address is published beside the public one'),
  'dns-ipv6-dead': named('ipv6-dead', 'only an IPv6 address is published, and nobody listens there'),
  'dns-ipv6-beside-dead': named(
    'ipv6-beside-dead',
    'an IPv6 address is published beside the other one, and nobody listens there',
  ),
  'dns-ipv6-beside': named(
    'ipv6-beside',
    'an IPv6 address is published beside the other one, and both serve the same; this is healthy',
  ),
  'dns-two-sites': {
    says: 'of two published addresses one serves another site',
    apply: (site) => ({ ...otherAt(site, secondAddress), name: { kind: 'two-addresses' } }),
  },
  'dns-truncated': named('truncated', 'answers over UDP are truncated; this is healthy'),
} as const satisfies Record<string, Breakage>;
