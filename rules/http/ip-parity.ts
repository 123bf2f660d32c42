import type { AddressAnswer, AddressesData } from '../../crawler/probes/addresses.ts';
import { mastodonCode } from '../code.ts';
import { essenceOf } from '../facts/media-type.ts';
import { shown } from '../facts/shown.ts';
import { cannotTell, defineRule, failed, passed } from '../rule.ts';
import { rfcUnread } from '../sources.ts';

/** Is it the same server at each of its addresses? */
export const httpIpParity = defineRule({
  id: 'http.ip-parity',
  version: 2,
  title: 'Every address of the server gives the same answer',
  audience: 'sre',
  requirement: 'convention',
  impact: 'breaks',
  sources: [rfcUnread(8305, '5'), mastodonCode('app/lib/request.rb')],
  breaks: 'Half of the network sees an outage or another site, depending on the address it happens to take.',
  falsePositives:
    'Machines that are updated one after the other differ for minutes. Geographic balancing may show us two that no single peer sees.',
  advice:
    'Look at the proxy behind the address that differs: an old machine, a default site, a missing certificate.',
  needs: ['addresses'],
  appliesTo: ({ addresses: { data } }) => data.answers.length > 1,
  check({ addresses: { data } }) {
    const replies = data.answers.flatMap((each) =>
      each.ok ? [{ ...each.data, address: each.address }] : [],
    );
    const limited = replies.find(({ status }) => status === tooMany);
    const [first, ...others] = replies.filter(({ status }) => status !== tooMany);
    const broken = data.answers.find((each) => !each.ok && isAnswer(each));
    if (first === undefined) return cannotTell(limited ? refusal(limited) : 'No address gave an answer');
    if (broken !== undefined && !broken.ok)
      return failed(`${first.address} answers; of ${broken.address}, ${broken.failure.detail}`);
    const other = others.find((each) => differs(first, each));
    if (other !== undefined)
      return failed(`${first.address} answers ${told(first)}, ${other.address} ${told(other)}`);
    if (limited !== undefined) return cannotTell(refusal(limited));
    return others.length === 0 ? cannotTell('Only one address gave an answer') : passed;
  },
});

/** The same question several times in a row is what such a limit is there for. Source: RFC 6585 §4. */
const tooMany = 429;

function refusal({ address, status }: { readonly address: string; readonly status: number }): string {
  return `${address} answers ${status}: we asked too often`;
}

/** Whether an address can be reached at all is the question of the rule on IPv6, and of availability. */
function isAnswer(answer: Extract<AddressesData['answers'][number], { readonly ok: false }>): boolean {
  const { stage, code } = answer.failure;
  return stage === 'tls' ? code !== 'tls-timeout' : stage === 'http' || stage === 'body';
}

function differs(a: AddressAnswer, b: AddressAnswer): boolean {
  if (a.status !== b.status) return true;
  return essenceOf(a.contentType) !== essenceOf(b.contentType) || a.links.join(' ') !== b.links.join(' ');
}

function told({ status, contentType, links }: AddressAnswer): string {
  return `${status} with ${shown(essenceOf(contentType))} and ${links.length} links`;
}
