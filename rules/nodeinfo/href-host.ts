import type { Verdict } from '../../model/finding.ts';
import { goToSocialCode } from '../code.ts';
import { shown } from '../facts/shown.ts';
import { hostOf, isHttps, mayBeSameSite } from '../facts/url.ts';
import { defineRule, failed, passed, passedBecause } from '../rule.ts';
import { nodeInfoProtocol } from '../sources.ts';

/** Do the links of the discovery document lead to this server? */
export const nodeinfoHrefHost = defineRule({
  id: 'nodeinfo.href-host',
  version: 1,
  title: 'NodeInfo links are https and lead to the server itself',
  audience: 'sre',
  requirement: 'convention',
  impact: 'degrades',
  sources: [nodeInfoProtocol('Discovery'), goToSocialCode('internal/transport/derefinstance.go')],
  breaks:
    'Peers fetch nothing, or fetch from another site. It is most often a reverse proxy that does not pass the scheme or the host on.',
  falsePositives:
    'A front end and its server may have two unrelated names on purpose. Hosts of one registrable domain, and both names of a split domain, do not count.',
  advice: 'Set the public base URL of the software, and let the proxy pass on X-Forwarded-Proto and Host.',
  needs: ['nodeinfo', 'domains'],
  appliesTo: ({ nodeinfo: { data } }) => data.links.length > 0,
  check({ nodeinfo, domains: { data } }) {
    const homes = [data.accountDomain, data.webDomain];
    const verdicts = nodeinfo.data.links.map(({ href }) => judge(href, homes));
    const worst = verdicts.find(({ outcome }) => outcome === 'failed');
    return worst ?? verdicts.find(({ because }) => because !== undefined) ?? passed;
  },
});

function judge(href: string, homes: readonly string[]): Verdict {
  const host = hostOf(href);
  if (host === undefined || !isHttps(href)) return failed(`A link is no https URL: ${shown(href)}`);
  if (homes.includes(host)) return passed;
  const sentence = `A link leads to another host: ${shown(href)}`;
  return homes.some((home) => mayBeSameSite(home, host)) ? passedBecause(sentence) : failed(sentence);
}
