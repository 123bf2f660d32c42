import type { Defederation } from '../../../analyzer/defederation/dossier.ts';
import { csvLine } from '../../../model/lists/csv.ts';
import { contactPage } from '../../defederation/contact.ts';
import { confidenceText, replayedWord } from '../../defederation/words.ts';
import { headText } from '../head.ts';
import { reviewLines } from '../review-notice.ts';
import type { Tongue } from '../words/tongue.ts';
import { changeWords } from './change.ts';
import { coverageWords } from './document.ts';
import type { DefederationReport } from './report.ts';

/** Names of columns, kinds and sources are a contract: they are English in every language. */
const columns = [
  ...(['kind', 'server', 'peer', 'what', 'reason', 'source', 'from', 'to', 'size', 'rebuttal'] as const),
  ...(['confidence', 'contact', 'replayed'] as const),
];

type Row = Readonly<Partial<Record<(typeof columns)[number], string>>>;

const options = { newline: '\r\n', quoteEmpty: false } as const;

/** What is known of some servers as one CSV table; formulas are defused. Each server's coverage stands in front of its figures. */
export function defederationCsv(servers: readonly Defederation[], tongue: Tongue): string {
  return tableOf([...serverRows(servers, tongue), ...reviewRows(tongue)]);
}

/** A report as the same table, with the head of the review log in the last row. */
export function reportCsv({ servers, unproven, head }: DefederationReport, tongue: Tongue): string {
  const last = {
    kind: 'review-log',
    what: headText(head, tongue),
    ...(head !== undefined && { to: head.at }),
  };
  const without = unproven.map((server) => ({ kind: 'unproven', server }));
  return tableOf([...serverRows(servers, tongue), ...without, ...reviewRows(tongue), last]);
}

function reviewRows(tongue: Tongue): readonly Row[] {
  return reviewLines(tongue).map((what) => ({ kind: 'translation', what }));
}

function tableOf(rows: readonly Row[]): string {
  return [columns as readonly string[], ...rows.map((row) => columns.map((name) => row[name]))]
    .map((cells) => csvLine(cells, options))
    .join('');
}

function serverRows(servers: readonly Defederation[], tongue: Tongue): readonly Row[] {
  return servers.flatMap((one) => rowsOf(one, tongue).map((row) => ({ server: one.server, ...row })));
}

function rowsOf({ coverage, rejections, changes, reach }: Defederation, tongue: Tongue): readonly Row[] {
  const { words, form } = tongue;
  const said = words.defederation;
  return [
    { kind: 'coverage', what: coverageWords(coverage, tongue) },
    ...rejections.map(({ policy, confidence, activeUsers, rebuttal, contact, software }) => ({
      kind: 'rejection',
      peer: policy.observer,
      what: `${policy.unseen === true ? said.openSince(form.moment(policy.lastSeen)) : ''}${policy.level} (${policy.native})`,
      source: sourceOf(policy),
      from: policy.firstSeen,
      to: policy.lastSeen,
      confidence: confidenceText({ by: policy.by, confidence }, said),
      contact: contact ?? contactPage(policy.observer, software),
      replayed: replayedWord(policy.replayed),
      ...(policy.reason !== undefined && { reason: policy.reason }),
      ...(activeUsers !== undefined && { size: String(activeUsers) }),
      ...(rebuttal !== undefined && { rebuttal }),
    })),
    ...changes.map((change) => ({
      kind: 'change',
      peer: change.observer,
      what: changeWords(change, tongue),
      source: sourceOf(change),
      from: change.previousAt,
      to: change.changedAt,
      confidence: confidenceText(change, said),
      replayed: replayedWord(change.replayed),
      ...(change.reason !== undefined && { reason: change.reason }),
    })),
    ...reach.map(({ at, peers, accepting, bySize }) => ({
      kind: 'reach',
      what:
        peers === 0
          ? said.noList
          : said.accept(form.percent(accepting / peers, 1), form.number(accepting), form.number(peers)),
      to: at,
      ...(bySize !== undefined && { size: form.percent(bySize, 1) }),
    })),
  ];
}

function sourceOf({ source, origin }: { readonly source: string; readonly origin: string }): string {
  return origin === '' ? source : `${source} ${origin}`;
}
