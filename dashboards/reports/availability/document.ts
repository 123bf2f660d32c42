import type { ServerMonth } from '../../../analyzer/objectives/month.ts';
import type { Outage } from '../../../analyzer/objectives/outages.ts';
import type { Stretch } from '../../../analyzer/objectives/stretches.ts';
import type { Block, Fact, Line, ReportDocument } from '../document/document.ts';
import { periodLine } from '../period.ts';
import { reviewBlocks } from '../review-notice.ts';
import { unprovenBlocks } from '../unproven.ts';
import type { Tongue } from '../words/tongue.ts';
import type { AvailabilityReport } from './report.ts';

/** Lines of one table; a server that flaps would fill a book. */
const mostRows = 100;

/** A report on availability in the words of a language. */
export function availabilityDocument(report: AvailabilityReport, tongue: Tongue): ReportDocument {
  const { words, form, language } = tongue;
  const { customer, since, until, running, servers } = report;
  const said = words.availability;
  return {
    ...{ language, customer, page: words.frame.page, colon: words.frame.colon },
    title: `${said.title}, ${form.month(since)}`,
    period: periodLine(report, tongue),
    blocks: [
      ...reviewBlocks(tongue),
      ...unprovenBlocks(report, tongue),
      ...(running ? [{ kind: 'notice', text: said.running(form.moment(until)) } as const] : []),
      { kind: 'section', title: said.summary },
      summaryTable(report, tongue),
      ...servers.flatMap((month) => serverBlocks(month, report, tongue)),
      { kind: 'section', title: said.total },
      { kind: 'facts', facts: totalFacts(report, tongue) },
      { kind: 'section', title: said.method },
      ...said.definition.map((text) => ({ kind: 'paragraph', text }) as const),
    ],
  };
}

function summaryTable({ servers, running }: AvailabilityReport, { words, form }: Tongue): Block {
  const { server, objective, availability, used, outages, result, short, soFar } = words.availability;
  return {
    kind: 'table',
    columns: [server, objective, availability, used, outages, result],
    rows: servers.map((month) => [
      month.server,
      month.objective === undefined ? words.frame.none : form.percent(month.objective / 100, 3),
      month.availability === undefined ? words.frame.none : form.availability(month.availability),
      month.budget === undefined || month.state === 'no-data'
        ? words.frame.none
        : form.percent(1 - month.budget.left, 1),
      month.state === 'no-data' ? words.frame.none : form.number(month.outages.length),
      running && month.state !== 'no-data' ? `${soFar} ${short[month.state]}` : short[month.state],
    ]),
  };
}

function serverBlocks(month: ServerMonth, { running }: AvailabilityReport, tongue: Tongue): readonly Block[] {
  const said = tongue.words.availability;
  const { state, server, outages, planned, gaps, vantages } = month;
  const verdict = running && state !== 'none' && state !== 'no-data' ? `${said.soFar} ` : '';
  return [
    { kind: 'section', title: server },
    { kind: 'paragraph', text: `${verdict}${said.states[state]}` },
    { kind: 'facts', facts: serverFacts(month, tongue) },
    ...(vantages.length === 1 ? [{ kind: 'notice', text: said.oneVantage } as const] : []),
    { kind: 'subsection', title: said.outages },
    ...(outages.length === 0
      ? [{ kind: 'paragraph', text: state === 'no-data' ? said.nothingSeen : said.noOutages } as const]
      : cut(outages, tongue, (some) => outageTable(some, tongue))),
    { kind: 'subsection', title: said.plannedTimes },
    ...stretchBlocks(planned, tongue),
    { kind: 'subsection', title: said.gaps },
    ...stretchBlocks(gaps, tongue),
  ];
}

function serverFacts(month: ServerMonth, { words, form }: Tongue): readonly Fact[] {
  const said = words.availability;
  const { objective, availability, budget, vantages, badMs, knownMs, plannedMs, unknownMs } = month;
  return [
    [
      said.objective,
      objective === undefined ? words.frame.none : said.ofMonth(form.percent(objective / 100, 3)),
    ],
    [
      said.availability,
      availability === undefined ? words.frame.none : said.ofKnown(form.availability(availability)),
    ],
    ...(budget === undefined ? [] : [[said.allowed, form.duration(budget.allowedMs)] as const]),
    [said.spent, knownMs === 0 ? words.frame.none : form.duration(badMs)],
    ...(budget === undefined || knownMs === 0
      ? []
      : [[said.used, form.percent(1 - budget.left, 1)] as const]),
    [said.known, form.duration(knownMs)],
    [said.planned, form.duration(plannedMs)],
    [said.unknown, form.duration(unknownMs)],
    [said.vantages, vantages.length === 0 ? words.frame.none : [{ theirs: form.list(vantages) }]],
  ];
}

function totalFacts({ totals }: AvailabilityReport, { words, form }: Tongue): readonly Fact[] {
  const said = words.availability;
  const { servers, availability, outages, badMs, knownMs, plannedMs, unknownMs } = totals;
  return [
    [said.servers, form.number(servers)],
    [
      said.availability,
      availability === undefined ? words.frame.none : said.ofKnown(form.availability(availability)),
    ],
    [said.outages, knownMs === 0 ? words.frame.none : form.number(outages)],
    [said.spent, knownMs === 0 ? words.frame.none : form.duration(badMs)],
    [said.known, form.duration(knownMs)],
    [said.planned, form.duration(plannedMs)],
    [said.unknown, form.duration(unknownMs)],
  ];
}

function outageTable(outages: readonly Outage[], { words, form }: Tongue): Block {
  const said = words.availability;
  return {
    kind: 'table',
    columns: [said.begin, said.end, said.lasted, said.cause, said.how],
    rows: outages.map((outage): readonly Line[] => [
      `${form.moment(outage.begin)}${outage.beginSeen ? '' : ` (${said.notBefore})`}`,
      `${form.moment(outage.end)}${outage.endSeen ? '' : ` (${said.notAfter})`}`,
      form.duration(outage.badMs),
      causeWords(outage, words),
      [
        `${said.answers(form.number(outage.answers), form.list(outage.vantages))}${words.frame.semicolon}`,
        outage.confirmed ? said.confirmed : said.unconfirmed,
      ],
    ]),
  };
}

/** Why the questions of an outage got no answers, in words. */
export function causeWords({ causes }: Outage, words: Tongue['words']): string {
  if (causes.length === 0) return words.availability.unclearCause;
  return causes
    .map(
      ({ probe, code }) =>
        `${words.availability.probes[probe]}${words.frame.colon}${words.causes[code].says}`,
    )
    .join(words.frame.semicolon);
}

function stretchBlocks(stretches: readonly Stretch[], tongue: Tongue): readonly Block[] {
  const { words, form } = tongue;
  const { noneOf, from, until } = words.availability;
  if (stretches.length === 0) return [{ kind: 'paragraph', text: noneOf }];
  return cut(stretches, tongue, (some) => ({
    kind: 'table',
    columns: [from, until],
    rows: some.map(({ begin, end }) => [form.moment(begin), form.moment(end)]),
  }));
}

/** The first rows, and how many more there are. */
function cut<Row>(
  rows: readonly Row[],
  { words, form }: Tongue,
  table: (some: readonly Row[]) => Block,
): readonly Block[] {
  const more = rows.length - mostRows;
  const shown = table(rows.slice(0, mostRows));
  return more > 0
    ? [shown, { kind: 'paragraph', text: words.availability.more(form.number(more)) }]
    : [shown];
}
