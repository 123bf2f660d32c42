import { lemmyCode, mastodonCode, misskeyCode } from '../code.ts';
import { answersOf, failuresOf, pathOf } from '../facts/exchanges.ts';
import { shown } from '../facts/shown.ts';
import { cannotTell, defineRule, failed, passedBecause } from '../rule.ts';

/** Misskey gives up after this long. */
const budgetMs = 5_000;

/** Are answers there before peers give up? */
export const httpLatencyBudget = defineRule({
  id: 'http.latency-budget',
  version: 1,
  title: 'Answers to peers take less than five seconds',
  audience: 'sre',
  requirement: 'convention',
  impact: 'breaks',
  sources: [
    misskeyCode('core/HttpRequestService.ts'),
    mastodonCode('app/lib/request.rb'),
    lemmyCode('src/config.rs'),
  ],
  breaks:
    'Misskey gives up after 5 seconds, Mastodon and Lemmy after 10. Accounts and posts are then not found there.',
  falsePositives:
    'One slow answer at one visit is enough, and our own line may be what is slow. The rule http.latency-p95 judges an hour.',
  advice:
    'Look at the web processes and the database; a cache in front of actors, WebFinger and NodeInfo helps.',
  needs: [],
  settles: ['webfinger', 'nodeinfo', 'actor'],
  quorum: 'any',
  check({ webfinger, nodeinfo, actor }) {
    const results = [webfinger, nodeinfo, actor] as const;
    const slowest = answersOf(...results).toSorted((a, b) => b.timings.totalMs - a.timings.totalMs)[0];
    if (slowest === undefined) return cannotTell('No answer came');
    const sentence = `The slowest answer, ${shown(pathOf(slowest))}, took ${(slowest.timings.totalMs / 1000).toFixed(1)} s`;
    if (slowest.timings.totalMs >= budgetMs) return failed(sentence);
    const timedOut = failuresOf(...results).find(
      ({ code }) => code === 'http-timeout' || code === 'body-timeout',
    );
    return timedOut === undefined ? passedBecause(sentence) : cannotTell(`One request: ${timedOut.detail}`);
  },
});
