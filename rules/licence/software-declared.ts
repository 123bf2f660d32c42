import type { Verdict } from '../../model/finding.ts';
import { type Concealment, concealmentOf, describeCandidate } from '../facts/concealment.ts';
import { failingAs } from '../facts/licence/conclusion.ts';
import { type Candidate, recognise } from '../facts/recognition.ts';
import { shown } from '../facts/shown.ts';
import { claimOf, moreClaimsOf } from '../facts/software.ts';
import { isUnread, tracesOf } from '../facts/traces.ts';
import { cannotTell, defineRule, failed, inapplicable, passed, passedBecause } from '../rule.ts';
import { agplSection13, nodeInfoSchema } from '../sources.ts';

/** Is the server the software that it says it is? */
export const licenceSoftwareDeclared = defineRule({
  id: 'licence.software-declared',
  version: 3,
  title: 'The server names the software whose signs it shows',
  audience: 'legal',
  requirement: 'convention',
  impact: 'degrades',
  sources: [agplSection13, nodeInfoSchema('2.1', 'software.name')],
  breaks:
    'Users cannot learn which licence covers what they use, nor where its source is. The signs can mislead: a person has to look.',
  falsePositives:
    'Another program with the same front end, or a server that was moved from one software to another, shows the same signs. It takes a second look a day later, and a person must look.',
  advice:
    'Name the software in NodeInfo, and offer the source of the version that runs. Tell us if the signs mislead.',
  needs: [],
  settles: ['nodeinfo', 'instance-api', 'webfinger', 'actor', 'fingerprints', 'source-offers'],
  quorum: 'any',
  confirmAfterHours: 24,
  check(seen) {
    const { software: catalogue } = seen;
    const claim = claimOf(seen.nodeinfo, catalogue);
    const recognition = recognise(tracesOf(seen), catalogue);
    const concealment = concealmentOf(claim, recognition, { ...moreClaimsOf(seen), catalogue });
    const mayBeElsewhere = concealment.state === 'conceals' && isUnread(seen['source-offers']);
    return mayBeElsewhere ? unread(concealment) : failingAs('CONCEALED_AGPL', verdictOf(concealment));
  },
});

function unread({ says, shown: candidate }: Extract<Concealment, { state: 'conceals' }>): Verdict {
  const sentence = `${says}; the server shows signs of ${describeCandidate(candidate)}`;
  return cannotTell(`awaiting-second-observation: ${sentence}. No page was read yet that could name it`);
}

function verdictOf(seen: Concealment): Verdict {
  switch (seen.state) {
    case 'open':
      return cannotTell(`What the server says it runs was not read: ${seen.detail}`);
    case 'unknown':
      return cannotTell(`${seen.says}, and the signs are too few to tell${listed(': ', seen.alternatives)}`);
    case 'named-by-api':
      return seen.profile.networkClause
        ? passedBecause(`NodeInfo names no software; the instance API names ${seen.profile.title}`)
        : inapplicable(`${seen.profile.title} is not under the AGPL`);
    case 'own-name':
      return passedBecause(
        `${seen.says}, a name of its own, and offers its source at ${shown(seen.source)}; it shows signs of ${describeCandidate(seen.shown)}`,
      );
    case 'agrees':
      return seen.profile.networkClause
        ? passed
        : inapplicable(`${seen.profile.title} is not under the AGPL`);
    case 'conceals':
      return concealed(seen);
  }
}

function concealed(seen: Extract<Concealment, { state: 'conceals' }>): Verdict {
  const sentence = `${seen.says}; the server shows signs of ${describeCandidate(seen.shown)}`;
  if (!seen.shown.profile.networkClause) return inapplicable(`${sentence}, which is not under the AGPL`);
  return failed(`${sentence}${listed('. Fewer speak for ', seen.alternatives)}`);
}

function listed(opening: string, candidates: readonly Candidate[]): string {
  return candidates.length === 0 ? '' : `${opening}${candidates.map(describeCandidate).join(', ')}`;
}
