import type { HostMetaData } from '../../crawler/probes/host-meta.ts';
import type { Verdict } from '../../model/finding.ts';
import { goToSocialCode, mastodonCode } from '../code.ts';
import { judgeSettled } from '../facts/settled.ts';
import { shown } from '../facts/shown.ts';
import { isHttps } from '../facts/url.ts';
import { defineRule, failed, inapplicable, passed, passedBecause } from '../rule.ts';
import { rfc } from '../sources.ts';

/** Does host-meta lead peers that need it to WebFinger? */
export const hostmetaLrdd = defineRule({
  id: 'hostmeta.lrdd',
  version: 1,
  title:
    'Where accounts and documents have two domains and there is a host-meta, it has a WebFinger template',
  audience: 'sre',
  requirement: 'convention',
  impact: 'degrades',
  sources: [
    rfc(6415, '3.1.1'),
    mastodonCode('app/lib/webfinger.rb'),
    goToSocialCode('internal/transport/finger.go'),
  ],
  breaks:
    'Pleroma asks host-meta first, Mastodon and GoToSocial when WebFinger does not answer; they then find no account.',
  falsePositives: 'Where WebFinger answers on both domains, peers that ask it first never need the template.',
  advice: 'Give host-meta one Link with rel "lrdd" and an https template that contains {uri}.',
  needs: ['domains'],
  settles: ['host-meta'],
  appliesTo: ({ domains: { data } }) => data.accountDomain !== data.webDomain,
  check({ 'host-meta': hostMeta }) {
    return judgeSettled<HostMetaData>('host-meta did not answer', hostMeta, {
      check: judge,
      otherwise: ({ code, detail }) =>
        code === 'http-not-found' || code === 'http-gone'
          ? inapplicable('There is no host-meta, which is optional')
          : failed(`host-meta cannot be read: ${detail}`),
    });
  },
});

function judge({ lrddTemplates }: HostMetaData): Verdict {
  const [template] = lrddTemplates;
  if (template === undefined) return failed('host-meta has no lrdd link');
  if (!template.includes('{uri}') || !isHttps(template))
    return failed(`The first lrdd template is ${shown(template)}`);
  return lrddTemplates.length > 1
    ? passedBecause(`host-meta has ${lrddTemplates.length} lrdd links; peers take the first`)
    : passed;
}
