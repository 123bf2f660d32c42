import type { FailureCode } from '../../model/failure.ts';
import { goToSocialCode } from '../code.ts';
import { cannotTell, defineRule, failed, passed } from '../rule.ts';
import { activityPub, rfc } from '../sources.ts';

/** Answers of a resolver that settle the question. */
const noAddress: ReadonlySet<FailureCode> = new Set(['dns-nxdomain', 'dns-no-address']);

/** Does the server's name lead to an address? */
export const dnsResolves = defineRule({
  id: 'dns.resolves',
  version: 2,
  title: "The server's name has an address",
  audience: 'sre',
  requirement: 'must',
  impact: 'breaks',
  sources: [activityPub('3.1', 'obj-id'), rfc(1034, '3.6'), goToSocialCode('internal/httpclient/client.go')],
  breaks: 'Nobody can reach the server. Peers retry for some days and then stop delivering to it.',
  falsePositives:
    'A resolver of ours that holds on to an old denial answers so after the name is back. A failed resolver (SERVFAIL) is left open.',
  advice: 'Check that the domain is paid for and that its name servers answer with an A or AAAA record.',
  needs: [],
  settles: ['dns'],
  check({ dns }) {
    if (dns.ok) return dns.data.addresses.length > 0 ? passed : failed('The name has no address');
    // SERVFAIL is what a resolver says of broken name servers and of its own trouble alike.
    if (dns.failure.code === 'dns-servfail') return cannotTell('A resolver failed, ours or theirs');
    const sentence = `The resolver was asked for the name: ${dns.failure.detail}`;
    return noAddress.has(dns.failure.code) ? failed(sentence) : cannotTell(sentence);
  },
});
