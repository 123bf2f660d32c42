import type { AddressesData } from '../../crawler/probes/addresses.ts';
import { mastodonCode, misskeyCode } from '../code.ts';
import { cannotTell, defineRule, failed, passed, passedBecause } from '../rule.ts';
import { rfcUnread } from '../sources.ts';

/** Does every published IPv6 address take connections? */
export const dnsAaaaUsable = defineRule({
  id: 'dns.aaaa-usable',
  version: 1,
  title: 'Published IPv6 addresses take connections',
  audience: 'sre',
  requirement: 'convention',
  impact: 'degrades',
  sources: [
    rfcUnread(8305, '5'),
    mastodonCode('app/lib/request.rb'),
    misskeyCode('core/HttpRequestService.ts'),
  ],
  breaks:
    'Peers that try IPv6 first wait for it in vain with every delivery, and some give up instead of trying IPv4.',
  falsePositives:
    'A firewall that is closed to our IPv6 address alone looks the same. Where we have no IPv6 ourselves the answer is left open.',
  advice:
    'Let the web server listen on the address and the firewall pass port 443, or take the AAAA record away.',
  needs: ['addresses'],
  appliesTo: ({ addresses: { data } }) => data.answers.some(({ family }) => family === 6),
  check({ addresses: { data } }) {
    const six = data.answers.filter(({ family }) => family === 6);
    const dead = six.find((answer) => !answer.ok && isDead(answer.failure));
    if (dead !== undefined && !dead.ok)
      return failed(`No connection to ${dead.address}: ${dead.failure.detail}`);
    const open = six.find((answer) => !answer.ok && leavesConnectionOpen(answer.failure));
    if (open !== undefined && !open.ok) return cannotTell(`${open.address}: ${open.failure.detail}`);
    return slow(data)
      ? passedBecause('Connections over IPv6 take more than three times as long as over IPv4')
      : passed;
  },
});

type Failed = Extract<AddressesData['answers'][number], { readonly ok: false }>['failure'];

function isDead({ code: reason, stage }: Failed): boolean {
  return (stage === 'connect' && reason !== 'connect-unreachable') || reason === 'tls-timeout';
}

/** No route is most often our own lack of IPv6; what came after the connection is not the address's fault. */
function leavesConnectionOpen({ code: reason, stage }: Failed): boolean {
  return reason === 'connect-unreachable' || stage === 'policy' || stage === 'dns';
}

function slow({ answers }: AddressesData): boolean {
  const times = (family: 4 | 6) =>
    answers.flatMap((answer) => (answer.ok && answer.family === family ? (answer.data.connectMs ?? []) : []));
  const quickest4 = Math.min(...times(4));
  return Math.min(...times(6)) > 3 * Math.max(quickest4, 10) && Number.isFinite(Math.min(...times(6)));
}
