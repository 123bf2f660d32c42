import type { ActorDocument } from '../../crawler/probes/actor.ts';
import { misskeyCode } from '../code.ts';
import { judgeActor } from '../facts/actor.ts';
import { shown } from '../facts/shown.ts';
import { hostOf, mayBeSameSite } from '../facts/url.ts';
import { cannotTell, defineRule, failed, passed, passedBecause } from '../rule.ts';
import { fep } from '../sources.ts';

/** Are the actor's own URLs on the actor's own host? */
export const actorSameHostEndpoints = defineRule({
  id: 'actor.same-host-endpoints',
  version: 1,
  title: "The actor's inbox, collections, key and page are on the site of its id",
  audience: 'sre',
  requirement: 'convention',
  impact: 'breaks',
  sources: [
    fep('fe34', 'Cross-origin relationships'),
    misskeyCode('core/activitypub/models/ApPersonService.ts'),
  ],
  breaks: 'Misskey refuses the actor with "has different host", so nobody there can follow it.',
  falsePositives:
    'Servers that only few peers have to read may keep media or inboxes elsewhere on purpose. Another host of the same registrable domain is noted, and does not count as failed.',
  advice:
    'Serve all of them under the host of the actor; check the base URL that the software builds them from.',
  needs: ['actor'],
  check({ actor }) {
    return judgeActor(actor.data, (document) => {
      const home = hostOf(document.id ?? document.requested);
      if (home === undefined) return cannotTell(`The actor's id is no URL: ${shown(document.id)}`);
      const elsewhere = endpointsOf(document).filter(({ url }) => hostOf(url) !== home);
      const away = elsewhere.find(({ url }) => !mayBeSameSite(hostOf(url) ?? '', home)) ?? elsewhere[0];
      if (away === undefined) return passed;
      const sentence = `${away.name} is ${shown(away.url)}, the actor is on ${shown(home)}`;
      return mayBeSameSite(hostOf(away.url) ?? '', home) ? passedBecause(sentence) : failed(sentence);
    });
  },
});

function endpointsOf(document: ActorDocument): readonly { readonly name: string; readonly url: string }[] {
  const { inbox, outbox, followers, following, sharedInbox, url, key } = document;
  const named = { inbox, outbox, followers, following, sharedInbox, url, 'publicKey.id': key.id };
  return Object.entries(named).flatMap(([name, value]) =>
    value === undefined ? [] : [{ name, url: value }],
  );
}
