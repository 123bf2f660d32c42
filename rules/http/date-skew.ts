import { friendicaSignature, misskeyCode } from '../code.ts';
import { type Answered, answersOf } from '../facts/exchanges.ts';
import { cannotTell, defineRule, failed, passed, passedBecause } from '../rule.ts';
import { rfc } from '../sources.ts';

/** Is the server's clock right enough for signatures? */
export const httpDateSkew = defineRule({
  id: 'http.date-skew',
  version: 1,
  title: "The server's clock is less than four minutes off",
  audience: 'sre',
  requirement: 'should',
  impact: 'breaks',
  sources: [rfc(9110, '6.6.1'), misskeyCode('server/ActivityPubServerService.ts'), friendicaSignature],
  breaks:
    'Signatures carry that clock. Friendica, Misskey and BookWyrm refuse deliveries that are minutes off.',
  falsePositives:
    'A proxy that writes Date itself hides the clock of the machine that signs, or shows its own wrong one. Where our own clock is wrong, all servers seem to be, by as much. The least skew of all answers counts, so one slow answer does not.',
  advice: 'Start time synchronisation (NTP) on the machine that signs deliveries.',
  needs: [],
  settles: ['host-meta', 'webfinger', 'nodeinfo', 'actor'],
  quorum: 'any',
  check(seen) {
    const answers = answersOf(seen['host-meta'], seen.webfinger, seen.nodeinfo, seen.actor);
    const skews = answers.filter(isFromOrigin).flatMap(skewOf);
    if (skews.length === 0) return cannotTell('No answer came straight from the server with a Date header');
    // The least skew: one late answer is a queue, a wrong clock is in all of them.
    const skew = skews.toSorted((a, b) => Math.abs(a) - Math.abs(b))[0] ?? 0;
    const sentence = `The clock is ${Math.abs(Math.round(skew))} s ${skew > 0 ? 'ahead' : 'behind'}`;
    if (Math.abs(skew) > 240) return failed(sentence);
    return Math.abs(skew) > 10 ? passedBecause(sentence) : passed;
  },
});

/** A cache repeats an old Date, and Cloudflare writes its own. */
function isFromOrigin({ status, responseHeaders }: Answered): boolean {
  const cached = /hit|stale/i.test(`${responseHeaders['x-cache']} ${responseHeaders['cf-cache-status']}`);
  return (
    status < 500 &&
    !cached &&
    Number(responseHeaders['age'] ?? 0) === 0 &&
    responseHeaders['cf-ray'] === undefined
  );
}

/** Seconds the server is ahead of us; `Date` has whole seconds, so it stands for their middle. */
function skewOf({ responseHeaders, midpointMs }: Answered): readonly number[] {
  const date = Date.parse(responseHeaders['date'] ?? '');
  return Number.isNaN(date) || midpointMs === undefined ? [] : [(date + 500 - midpointMs) / 1000];
}
