import type { Defederation, Rejection } from '../../../analyzer/defederation/dossier.ts';
import type { Reach } from '../../../analyzer/defederation/reach.ts';
import type { Host } from '../../../model/host.ts';
import type { PolicyCoverage } from '../../../store/policies/policy-reads.ts';
import { contactPage } from '../../defederation/contact.ts';
import { type DraftLanguage, draftLanguages, draftMessage } from '../../defederation/draft.ts';
import {
  changeSentence,
  confidenceText,
  coverageSentence,
  howSure,
  percent,
  policyText,
  sourceNames,
} from '../../defederation/words.ts';
import { type Markup, markup } from '../markup.ts';
import { observationPath } from './observation.ts';
import { hostName } from './server-list.ts';
import { replayedMark } from './state.ts';
import { table } from './table.ts';
import { utc } from './when.ts';

/** Of how many peers the list can be read, and why not of the others. */
export function coverageNotice(coverage: PolicyCoverage): Markup {
  const { hidden, declined, failed } = coverage.byState;
  const none = coverage.byState['not-supported'];
  const todo =
    coverage.known === 0 &&
    ' No peer is watched: add some to peers.seeds in fediscope.yaml, or let peers.discover find them.';
  const naming =
    coverage.namingUs > 0 &&
    ` In all, ${coverage.namingUs} ask us by name, in their robots.txt, to stay away from something: that is about us, and no block of a server.`;
  return markup`<p class="notice">${coverageSentence(coverage)} Of the others ${hidden} keep it to themselves, ${none} have none, ${declined} were not asked because of robots.txt or a limit of ours, ${failed} gave no usable answer, ${coverage.unread} were not tried yet. Who is not read may reject us all the same.${naming}${todo}</p>`;
}

/** Who rejects or limits a server, each with how we know it. `links`: to the evidence; false where the page is read away from this site. */
export function rejectionList({ rejections, server }: Defederation, links: boolean): Markup {
  if (rejections.length === 0)
    return markup`<p class="notice good">No list that we may read rejects or limits this server.</p>`;
  return markup`${table({
    caption: `Who rejects or limits ${server}: the most severe first`,
    columns: ['Peer', 'What', 'Active users', 'Reason', 'Known since', 'How we know', 'Review'],
    rows: rejections.map((one) => [
      markup`<bdi>${hostName(one.policy.observer)}</bdi>`,
      policyText(one.policy, utc),
      one.activeUsers === undefined ? 'not told' : String(one.activeUsers),
      markup`<bdi dir="ltr">${one.policy.reason ?? 'none given'}</bdi>`,
      markup`${utc(one.policy.firstSeen)}${one.policy.replayed && markup` ${replayedMark(true)}`}; last read ${utc(one.policy.lastSeen)}`,
      howWeKnow(one, links),
      markup`${one.review}${one.rebuttal !== undefined && markup`<p class="because"><strong>We say:</strong> <bdi dir="ltr">${one.rebuttal}</bdi></p>`}`,
    ]),
  })}`;
}

function howWeKnow({ policy, confidence, evidence }: Rejection, links: boolean): Markup {
  return markup`${howSure({ ...policy, confidence })}${links && policy.source === 'api' && evidence !== undefined && markup`; <a href="${observationPath(evidence)}">newest reading</a>`}`;
}

/** Whom to write to, and what. */
export function draftPart(one: Rejection, server: Host): Markup {
  const { policy, software, contact } = one;
  const page = contactPage(policy.observer, software);
  // as: these are the keys of an object of ours
  const languages = Object.keys(draftLanguages) as readonly DraftLanguage[];
  return markup`<details class="group"><summary>Write to ${policy.observer}</summary>
<p>${contact !== undefined && markup`It publishes <a href="mailto:${contact}">${contact}</a>. `}Whom to write to stands on <a href="${page}" rel="noreferrer external">${page}</a>. Read the draft, change it, and send it yourself.</p>
${languages.map((language) => markup`<h3 lang="${language}">${draftLanguages[language]}</h3><pre lang="${language}">${draftMessage(policy, server, language)}</pre>`)}
</details>`;
}

/** What changed about a server in the period, between two readings each. Every row names the server: as CSV, tables of several are put together. */
export function changeList({ changes, server }: Pick<Defederation, 'changes' | 'server'>): Markup {
  if (changes.length === 0)
    return markup`<p class="notice">Nothing changed on the lists that were read twice.</p>`;
  return table({
    caption: `Changes about ${server} between two published readings of one list, oldest first`,
    columns: ['Peer', 'Server', 'What', 'Between', 'Source', 'Confidence'],
    rows: changes.map((change) => [
      hostName(change.observer),
      hostName(server),
      markup`<bdi dir="ltr">${changeSentence(change)}${change.reason !== undefined && `: ${change.reason}`}</bdi>`,
      markup`<span class="date">${utc(change.previousAt)}</span> and <span class="date">${utc(change.changedAt)}</span> ${replayedMark(change.replayed)}`,
      `${sourceNames[change.source]} (${change.origin})`,
      confidenceText(change),
    ]),
  });
}

/** How much of what can be read accepts the server, week by week. */
export function reachTable(reach: readonly Reach[], coverage: PolicyCoverage): Markup {
  if (coverage.byState.published === 0)
    return markup`<p class="notice">No peer publishes its whole list, so there is no figure. Watch more peers (peers.seeds, peers.discover), or ask peers for an export and import it with <code>fediscope lists import --publisher</code>.</p>`;
  return table({
    caption: markup`Reach among peers that publish their whole list. ${coverageSentence(coverage)}`,
    columns: ['At', 'Servers that accept it', 'By active users'],
    rows: reach.map(({ at, peers, accepting, bySize }) => [
      utc(at),
      peers === 0
        ? 'no list was read yet'
        : `${percent(accepting / peers)} (${accepting} of ${peers} that publish)`,
      bySize === undefined ? 'no size is known' : percent(bySize),
    ]),
  });
}
