import type { LicenceRuleId } from '../../../analyzer/licence/deciding-rule.ts';
import type { Finding } from '../../../model/finding.ts';
import { licenceVerdicts } from '../../../model/licence/licence-verdict.ts';
import type { Block, Line, ReportDocument } from '../document/document.ts';
import { headBlocks } from '../head.ts';
import { endLine, periodLine } from '../period.ts';
import { reviewBlocks } from '../review-notice.ts';
import { unprovenBlocks } from '../unproven.ts';
import type { Tongue } from '../words/tongue.ts';
import { licenceFacts } from './facts.ts';
import type { LicenceReport, LicenceTotals, ReportedLicence } from './report.ts';

/** A report on licences in the words of a language. */
export function licenceDocument(report: LicenceReport, tongue: Tongue): ReportDocument {
  const { words, language } = tongue;
  const { labels, method } = words.licence;
  const { customer, servers, peers, head } = report;
  return {
    ...{ language, customer, title: labels.title, page: words.frame.page, colon: words.frame.colon },
    period: periodLine(report, tongue),
    blocks: [
      ...reviewBlocks(tongue),
      ...unprovenBlocks(report, tongue),
      ...statementBlocks(report, tongue),
      { kind: 'section', title: labels.hosted },
      ...servers.map((one) => serverBlock(one, tongue)),
      ...(peers.length === 0
        ? []
        : [
            { kind: 'section', title: labels.peers } as const,
            ...peers.map((one) => serverBlock(one, tongue)),
          ]),
      ...totalBlocks(report, tongue),
      { kind: 'section', title: labels.method },
      ...method.map((text) => ({ kind: 'paragraph', text }) as const),
      ...headBlocks(head, tongue),
    ],
  };
}

function statementBlocks(report: LicenceReport, tongue: Tongue): readonly Block[] {
  const { words } = tongue;
  const { labels, statement, changesTitle } = words.licence;
  const { colon } = words.frame;
  const lines = coverageLines(report, tongue);
  return [
    { kind: 'section', title: labels.statement },
    {
      kind: 'paragraph',
      text: `${endLine(report, tongue)}${colon}${statement[report.statement.state]}`,
    },
    ...(lines.length === 0 ? [] : [{ kind: 'list', items: lines } as const]),
    ...(report.changes.length === 0
      ? []
      : [
          { kind: 'subsection', title: changesTitle } as const,
          { kind: 'list', items: report.changes.map((change) => changeLine(change, tongue)) } as const,
        ]),
  ];
}

/** Whom the statement names, and how often each server was looked at. */
function coverageLines({ statement }: LicenceReport, { words, form }: Tongue): readonly string[] {
  const said = words.licence;
  const { attention, open, coverage } = statement;
  return [
    ...(attention.length === 0 ? [] : [said.attention(form.list(attention))]),
    ...(open.length === 0 ? [] : [said.open(form.list(open))]),
    ...coverage.map(({ server, days, daysRead }) => {
      const rest = daysRead < days ? form.number(days - daysRead) : undefined;
      return `${server}${words.frame.colon}${said.days({ days: form.number(days), read: form.number(daysRead), rest })}`;
    }),
  ];
}

function changeLine({ observedAt, server, rule, outcome, because }: Finding, { words, form }: Tongue): Line {
  const { rules, outcomes, ownSentence } = words.licence;
  const { colon } = words.frame;
  // as: the changes are those of the rules on licences
  const title = rules[rule as LicenceRuleId];
  const own = because === '' ? undefined : ownSentence(because);
  return [
    `${form.moment(observedAt)}${colon}${server}, ${title} (`,
    { code: rule },
    `)${colon}${outcomes[outcome]}`,
    ...(own === undefined ? [] : ['. ', { escaped: own }]),
  ];
}

function serverBlock(one: ReportedLicence, tongue: Tongue): Block {
  const { licenseConcluded, licenseDeclared, downloadLocation } = one.spdx;
  const spdx = `licenseConcluded: ${licenseConcluded}; licenseDeclared: ${licenseDeclared}; downloadLocation: ${downloadLocation}`;
  const facts = [...licenceFacts(one, tongue), [tongue.words.licence.labels.spdx, [{ code: spdx }]] as const];
  return {
    kind: 'together',
    blocks: [
      { kind: 'subsection', title: one.server },
      { kind: 'facts', facts },
    ],
  };
}

function totalBlocks({ totals, peers }: LicenceReport, tongue: Tongue): readonly Block[] {
  const { labels } = tongue.words.licence;
  return [
    { kind: 'section', title: labels.totals },
    { kind: 'subsection', title: labels.hosted },
    totalList(totals.servers, tongue),
    ...(peers.length === 0
      ? []
      : [{ kind: 'subsection', title: labels.peers } as const, totalList(totals.peers, tongue)]),
  ];
}

/** One line for each verdict that somebody has. */
function totalList(totals: LicenceTotals, { words, form }: Tongue): Block {
  const { verdicts, labels } = words.licence;
  const { colon } = words.frame;
  const items = licenceVerdicts.flatMap((verdict) => {
    const count = totals[verdict];
    return count === undefined ? [] : [`${verdicts[verdict].name}${colon}${form.number(count)}`];
  });
  return { kind: 'list', items: items.length === 0 ? [labels.noServers] : items };
}
