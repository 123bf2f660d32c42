import type { JrdFacts } from '../../crawler/probes/webfinger.ts';
import type { Verdict } from '../../model/finding.ts';
import { goToSocialCode } from '../code.ts';
import { actorLinks, sameAccount } from '../facts/jrd.ts';
import { judgeSettled } from '../facts/settled.ts';
import { shown } from '../facts/shown.ts';
import { cannotTell, defineRule, failed, passed } from '../rule.ts';
import { mastodonDocs, webFingerReport } from '../sources.ts';

/** Do the two names of a server agree on its accounts? */
export const webfingerSplitDomain = defineRule({
  id: 'webfinger.split-domain',
  version: 1,
  title: 'Where accounts and documents have two domains, both name the same account and the same actor',
  audience: 'sre',
  requirement: 'must',
  impact: 'breaks',
  sources: [
    webFingerReport('Reverse discovery of a WebFinger address given an actor document'),
    mastodonDocs(
      "Mastodon's requirements for WebFinger",
      'spec/webfinger/#mastodons-requirements-for-webfinger',
    ),
    goToSocialCode('docs/advanced/host-account-domain.md'),
  ],
  breaks: 'Peers see two different accounts, or none: Mastodon rejects the actor and everything it signs.',
  falsePositives:
    'While accounts move from one domain to the other, both forms are right for some days, and peers are confused all the same.',
  advice:
    'Redirect /.well-known/webfinger of the account domain to the web domain, and answer there with the account domain in "subject".',
  needs: ['domains', 'webfinger'],
  appliesTo: ({ domains: { data } }) => data.accountDomain !== data.webDomain,
  check({ domains, webfinger: { data } }) {
    const { accountDomain, webDomain } = domains.data;
    const { base, reverse } = data;
    return judgeSettled(`${accountDomain} did not answer`, base, {
      otherwise: ({ detail }) => failed(`${accountDomain} does not resolve its accounts: ${detail}`),
      check: (home) =>
        reverse === undefined
          ? cannotTell('No account is known by name that both domains could be asked for')
          : judgeSettled(`${webDomain} did not answer`, reverse, {
              otherwise: ({ detail }) =>
                failed(`${webDomain} does not resolve the accounts it serves: ${detail}`),
              check: (web) => compare(home, web, `acct:${data.user}@${accountDomain}`),
            }),
    });
  },
});

function compare(home: JrdFacts, web: JrdFacts, account: string): Verdict {
  if (!sameAccount(web.subject, account))
    return failed(`The web domain names ${shown(web.subject)} instead of ${shown(account)}`);
  if (!sameAccount(home.subject, account))
    return failed(`The account domain names ${shown(home.subject)} instead of ${shown(account)}`);
  const [one] = actorLinks(home);
  const [other] = actorLinks(web);
  return one === other
    ? passed
    : failed(`The account domain links ${shown(one)}, the web domain ${shown(other)}`);
}
