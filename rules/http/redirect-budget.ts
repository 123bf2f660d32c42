import { lemmyCode, mastodonCode } from '../code.ts';
import { redirectsOf } from '../facts/redirects.ts';
import { shown } from '../facts/shown.ts';
import { hostOf, mayBeSameSite } from '../facts/url.ts';
import { cannotTell, defineRule, failed, passed, passedBecause } from '../rule.ts';
import { fep, webFingerReport } from '../sources.ts';

/** Mastodon follows this many. */
const mostHops = 3;

/** Are redirects few, secure, and within the site? */
export const httpRedirectBudget = defineRule({
  id: 'http.redirect-budget',
  version: 1,
  title:
    'Peers reach WebFinger, NodeInfo and actors with at most three redirects, all to https, actors within one site',
  audience: 'sre',
  requirement: 'must',
  impact: 'breaks',
  sources: [
    webFingerReport('Discovery'),
    fep('fe34', 'Fetching from an origin'),
    mastodonCode('app/lib/request.rb'),
    lemmyCode('src/fetch/mod.rs'),
  ],
  breaks:
    'Lemmy follows one redirect, Mastodon three; beyond that the account or the actor does not exist for them.',
  falsePositives:
    'A move to another name in the last days looks like a detour. Redirects within one registrable domain do not count as another site.',
  advice: 'Answer at the first URL, or redirect once, straight to the https URL that answers.',
  needs: [],
  settles: ['webfinger', 'nodeinfo', 'actor'],
  quorum: 'any',
  check({ webfinger, nodeinfo, actor }) {
    const redirects = redirectsOf(webfinger, nodeinfo, actor);
    const broken = redirects.failures.find(({ code }) => code.startsWith('redirect-'));
    if (broken !== undefined) return failed(`A request was redirected: ${broken.detail}`);
    const chains = [...redirects.webfinger, ...redirects.actor];
    const hops = Math.max(0, ...chains.map((urls) => urls.length - 1));
    if (hops > mostHops) return failed(`An answer took ${hops} redirects`);
    const astray = redirects.actor.find(leavesSite);
    if (astray !== undefined)
      return failed(`The actor is redirected to another site: ${shown(astray.at(-1))}`);
    if (chains.length === 0) return cannotTell('No chain of requests came to its end');
    return hops > 1 ? passedBecause(`An answer took ${hops} redirects; Lemmy follows one`) : passed;
  },
});

function leavesSite(urls: readonly string[]): boolean {
  const [asked = '', ...hops] = urls.map((url) => hostOf(url) ?? '');
  return hops.some((host) => !mayBeSameSite(asked, host));
}
