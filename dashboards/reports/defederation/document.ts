import type { Defederation, Rejection } from '../../../analyzer/defederation/dossier.ts';
import type { Reach } from '../../../analyzer/defederation/reach.ts';
import type { PolicyCoverage } from '../../../store/policies/policy-reads.ts';
import { contactPage } from '../../defederation/contact.ts';
import { confidenceText } from '../../defederation/words.ts';
import type { Block, Line, ReportDocument } from '../document/document.ts';
import { headBlocks } from '../head.ts';
import { periodLine } from '../period.ts';
import { reviewBlocks } from '../review-notice.ts';
import { unprovenBlocks } from '../unproven.ts';
import type { Tongue } from '../words/tongue.ts';
import { changeWords } from './change.ts';
import type { DefederationReport } from './report.ts';

/** A report on defederation in the words of a language. */
export function defederationDocument(report: DefederationReport, tongue: Tongue): ReportDocument {
  const { words, language } = tongue;
  const { customer, servers, head } = report;
  return {
    ...{
      language,
      customer,
      title: words.defederation.title,
      page: words.frame.page,
      colon: words.frame.colon,
    },
    period: periodLine(report, tongue),
    blocks: [
      ...reviewBlocks(tongue),
      ...unprovenBlocks(report, tongue),
      ...servers.flatMap((one) => serverBlocks(one, tongue)),
      ...headBlocks(head, tongue),
    ],
  };
}

function serverBlocks(one: Defederation, tongue: Tongue): readonly Block[] {
  const said = tongue.words.defederation;
  const { rejections, changes, coverage } = one;
  return [
    { kind: 'section', title: one.server },
    {
      kind: 'notice',
      text: [coverageWords(coverage, tongue), unreadWords(coverage, tongue), said.limits].join(' '),
    },
    { kind: 'subsection', title: said.rejections },
    ...(rejections.length === 0
      ? [paragraph(said.noRejections)]
      : [rejectionTable(rejections, tongue), paragraph(said.hint)]),
    { kind: 'subsection', title: said.changes },
    changes.length === 0 ? paragraph(said.noChanges) : changeTable(one, tongue),
    ...(rejections.length + changes.length === 0 ? [] : [paragraph(said.scale)]),
    ...(hasReplayed(one) ? [paragraph(said.replayedMeans)] : []),
    { kind: 'subsection', title: said.reach },
    coverage.byState.published === 0 ? paragraph(said.noReach) : reachTable(one.reach, tongue),
  ];
}

function hasReplayed({ rejections, changes }: Defederation): boolean {
  return rejections.some(({ policy }) => policy.replayed) || changes.some(({ replayed }) => replayed);
}

/** Marks a date that was not seen live. */
export function replayedMark(replayed: boolean, { words }: Pick<Tongue, 'words'>): string {
  return replayed ? ` (${words.defederation.replayed})` : '';
}

function paragraph(text: Line): Block {
  return { kind: 'paragraph', text };
}

/** The sentence without which no figure about blocks is shown. */
export function coverageWords({ known, byState }: PolicyCoverage, { words, form }: Tongue): string {
  const { published, partial } = byState;
  return words.defederation.coverage({
    readable: form.number(published + partial),
    known: form.number(known),
    partial: partial === 0 ? undefined : form.number(partial),
  });
}

function unreadWords({ byState, unread }: PolicyCoverage, { words, form }: Tongue): string {
  return words.defederation.unread({
    hidden: form.number(byState.hidden),
    'not-supported': form.number(byState['not-supported']),
    declined: form.number(byState.declined),
    failed: form.number(byState.failed),
    unread: form.number(unread),
  });
}

function rejectionTable(rejections: readonly Rejection[], tongue: Tongue): Block {
  const said = tongue.words.defederation;
  return {
    kind: 'table',
    columns: [said.peer, said.what, said.size, said.reason, said.since, said.how, said.contact],
    rows: rejections.map((one) => rejectionRow(one, tongue)),
  };
}

function rejectionRow(one: Rejection, tongue: Tongue): readonly Line[] {
  const { words, form } = tongue;
  const said = words.defederation;
  const { policy, confidence, activeUsers, rebuttal, contact, software } = one;
  const { firstSeen, lastSeen, source, by, origin, replayed } = policy;
  return [
    policy.observer,
    [
      ...(policy.unseen === true ? [said.openSince(form.moment(lastSeen))] : []),
      `${said.levels[policy.level]} (`,
      { code: policy.native },
      ')',
    ],
    activeUsers === undefined ? said.notTold : form.number(activeUsers),
    [
      policy.reason === undefined ? said.noReason : { theirs: policy.reason },
      ...(rebuttal === undefined ? [] : ['. ', said.rebuttal, { theirs: rebuttal }]),
    ],
    `${form.moment(firstSeen)}${replayedMark(replayed, tongue)}${words.frame.semicolon}${said.lastRead(form.moment(lastSeen))}`,
    [said.sources[source], ...from(origin), certaintyOf({ by, confidence }, words)],
    [{ theirs: contact ?? contactPage(policy.observer, software) }],
  ];
}

function from(origin: string): readonly Exclude<Line, string>[number][] {
  return origin === '' ? [] : [' (', { theirs: origin }, ')'];
}

/** How sure we are, behind where it is from. */
function certaintyOf(
  rated: Parameters<typeof confidenceText>[0],
  { frame, defederation }: Tongue['words'],
): string {
  return `${frame.semicolon}${defederation.confidence}${frame.colon}${confidenceText(rated, defederation)}`;
}

function changeTable({ changes }: Defederation, tongue: Tongue): Block {
  const { words, form } = tongue;
  const said = words.defederation;
  return {
    kind: 'table',
    columns: [said.peer, said.what, said.between, said.source],
    rows: changes.map((change) => [
      change.observer,
      [
        { escaped: changeWords(change, tongue) },
        ...(change.reason === undefined ? [] : [words.frame.colon, { theirs: change.reason }]),
      ],
      `${said.and(form.moment(change.previousAt), form.moment(change.changedAt))}${replayedMark(change.replayed, tongue)}`,
      [said.sources[change.source], ...from(change.origin), certaintyOf(change, words)],
    ]),
  };
}

function reachTable(reach: readonly Reach[], { words, form }: Tongue): Block {
  const said = words.defederation;
  return {
    kind: 'table',
    columns: [said.at, said.accepting, said.bySize],
    rows: reach.map(({ at, peers, accepting, bySize }) => [
      form.moment(at),
      peers === 0
        ? said.noList
        : said.accept(form.percent(accepting / peers, 1), form.number(accepting), form.number(peers)),
      bySize === undefined ? said.noSize : form.percent(bySize, 1),
    ]),
  };
}
