import type { Verdict } from '../../model/finding.ts';
import { type Recognised, recognise } from '../facts/fingerprints.ts';
import { shown } from '../facts/shown.ts';
import { type Claim, claimOf, instanceApiOf } from '../facts/software.ts';
import { cannotTell, defineRule, failed, inapplicable, passed } from '../rule.ts';
import { agplSection13, nodeInfoSchema } from '../sources.ts';

/** Is the server the software that it says it is? */
export const licenceSoftwareDeclared = defineRule({
  id: 'licence.software-declared',
  version: 1,
  title: 'The server names the software whose signs it shows',
  audience: 'legal',
  requirement: 'convention',
  impact: 'degrades',
  sources: [agplSection13, nodeInfoSchema('2.1', 'software.name')],
  breaks:
    'Users cannot learn which licence covers what they use, nor where its source is. The signs can mislead: a person has to look.',
  advice:
    'Name the software in NodeInfo, and offer the source of the version that runs. Tell us if the signs mislead.',
  needs: [],
  settles: ['nodeinfo', 'instance-api', 'webfinger', 'actor'],
  quorum: 'any',
  confirmAfterHours: 24,
  check(seen) {
    const { nodeinfo, webfinger, actor, 'instance-api': api } = seen;
    const recognised = recognise({
      exchanges: [nodeinfo, api, webfinger, actor].flatMap(({ exchanges }) => exchanges),
      subscribeTemplate:
        webfinger.ok && webfinger.data.base.ok ? webfinger.data.base.data.subscribeTemplate : undefined,
      instanceApiKeys: instanceApiOf(api)?.keys ?? [],
    });
    return compare(claimOf(nodeinfo), recognised);
  },
});

function compare(claim: Claim, recognised: Recognised | undefined): Verdict {
  if (claim.state === 'open') return cannotTell(`What the server says it runs was not read: ${claim.detail}`);
  const says = claim.state === 'named' ? `NodeInfo names ${shown(claim.name)}` : 'NodeInfo names no software';
  const profile = claim.state === 'named' ? claim.profile : undefined;
  if (recognised !== undefined && recognised.profile.family !== profile?.family) {
    return failed(
      `${says}; the server shows signs of ${recognised.profile.title}: ${recognised.signs.join(', ')}`,
    );
  }
  if (profile === undefined) return cannotTell(`${says}, and the signs are too few to tell`);
  return profile.networkClause ? passed : inapplicable(`${profile.title} is not under the AGPL`);
}
