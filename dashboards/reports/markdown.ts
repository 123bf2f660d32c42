import type { Defederation, Rejection } from '../../analyzer/defederation/dossier.ts';
import type { Reach } from '../../analyzer/defederation/reach.ts';
import { contactPage } from '../defederation/contact.ts';
import {
  changeSentence,
  confidenceNames,
  coverageSentence,
  levelNames,
  percent,
  sourceNames,
} from '../defederation/words.ts';
import { utc } from '../web/parts/when.ts';
import type { DefederationReport } from './defederation.ts';
import { plainMarkdown } from './markdown-text.ts';
import { headSentence, rebuttalHint } from './words.ts';

/** A report in Markdown. */
export function reportMarkdown(report: DefederationReport): string {
  const { customer, since, until, madeAt, servers } = report;
  const parts = [
    `# Defederation: ${plainMarkdown(customer)}`,
    `From ${utc(since)} to ${utc(until)}. Made ${utc(madeAt)}.`,
    ...servers.flatMap(serverParts),
    '## Review log',
    headSentence(report),
  ];
  return `${parts.join('\n\n')}\n`;
}

function serverParts(one: Defederation): readonly string[] {
  return [
    `## ${one.server}`,
    `${coverageSentence(one.coverage)} Who is not read may reject it all the same.`,
    '### Who rejects or limits it',
    one.rejections.length === 0
      ? 'No list that we may read rejects or limits this server.'
      : one.rejections.map(rejectionLine).join('\n'),
    ...(one.rejections.length === 0 ? [] : [rebuttalHint]),
    '### What changed',
    one.changes.length === 0
      ? 'Nothing changed on the lists that were read twice.'
      : one.changes.map((change) => changeLine(change)).join('\n'),
    '### Reach',
    one.coverage.byState.published === 0
      ? 'No peer publishes its whole list, so there is no figure.'
      : one.reach.map(reachLine).join('\n'),
  ];
}

function rejectionLine({ policy, activeUsers, rebuttal, contact, software }: Rejection): string {
  const size = activeUsers === undefined ? 'size not told' : `${activeUsers} active users`;
  const reason = policy.reason === undefined ? 'no reason given' : `reason: ${plainMarkdown(policy.reason)}`;
  const answer = rebuttal === undefined ? '' : `\n  - Answer: ${plainMarkdown(rebuttal)}`;
  return `- ${policy.observer} (${size}): ${levelNames[policy.level].toLowerCase()}, ${reason}. Known since ${utc(policy.firstSeen)}, last read ${utc(policy.lastSeen)}, from ${sourceNames[policy.source]}; ${confidenceNames[policy.by]}. To write to: ${contact ?? contactPage(policy.observer, software)}.${answer}`;
}

function changeLine(change: Defederation['changes'][number]): string {
  return `- ${change.observer} ${plainMarkdown(changeSentence(change))}, between ${utc(change.previousAt)} and ${utc(change.changedAt)}, from ${sourceNames[change.source]}.`;
}

function reachLine({ at, peers, accepting, bySize }: Reach): string {
  if (peers === 0) return `- ${utc(at)}: no list was read yet.`;
  const size = bySize === undefined ? 'no size is known' : `${percent(bySize)} by active users`;
  return `- ${utc(at)}: ${accepting} of ${peers} peers that publish a list accept it; ${size}.`;
}
