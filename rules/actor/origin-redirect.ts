import type { ActorData } from '../../crawler/probes/actor.ts';
import { shown } from '../facts/shown.ts';
import { cannotTell, defineRule, failed, passed } from '../rule.ts';
import { fep } from '../sources.ts';

/** Is the actor answered at the origin it was asked at? */
export const actorOriginRedirect = defineRule({
  id: 'actor.origin-redirect',
  version: 1,
  title: 'The actor is redirected within its own origin at most',
  audience: 'sre',
  requirement: 'must',
  impact: 'degrades',
  sources: [fep('fe34', 'Fetching from an origin')],
  breaks: 'Peers that trust a document only at the origin it was asked at drop the actor.',
  falsePositives:
    'A server that has just moved to another name is redirected on purpose. Peers that check the origin refuse it all the same.',
  advice: 'Answer at the URL that WebFinger links, or let WebFinger link the URL that answers.',
  needs: ['actor'],
  check({ actor: { data } }) {
    const answers = data.representations.filter(({ profile }) => profile !== 'browser');
    if (answers.some((answer) => !answer.ok && answer.failure.code === 'redirect-downgrade'))
      return failed('The actor is redirected from https to http');
    const chains = chainsOf(data);
    const astray = chains.find(leavesOrigin);
    if (astray !== undefined)
      return failed(`The actor is redirected to another origin: ${shown(originOf(astray.at(-1)))}`);
    return chains.length === 0 ? cannotTell('No chain of requests came to its end') : passed;
  },
});

/** Of a chain that ends in an actor: where a page or an error is shown instead, other rules speak. */
function chainsOf({ representations }: ActorData): readonly (readonly string[])[] {
  return representations.flatMap((answer) =>
    answer.ok && answer.profile !== 'browser' && answer.data.kind === 'activity' ? [answer.data.urls] : [],
  );
}

function leavesOrigin([asked, ...hops]: readonly string[]): boolean {
  return hops.some((url) => originOf(url) !== originOf(asked));
}

function originOf(url: string | undefined): string | undefined {
  return url !== undefined && URL.canParse(url) ? new URL(url).origin : undefined;
}
