import type { ServerMonth } from '../../../analyzer/objectives/month.ts';
import { csvLine } from '../../../model/lists/csv.ts';
import { reviewLines } from '../review-notice.ts';
import { roundedDown } from '../words/form.ts';
import type { Tongue } from '../words/tongue.ts';
import { causeWords } from './document.ts';
import type { AvailabilityReport } from './report.ts';

/** Names of columns, kinds and states are a contract: they are English in every language. Durations in seconds, shares in percent. */
const columns = [
  ...(['kind', 'server', 'from', 'to', 'state', 'objective', 'availability', 'budget_used'] as const),
  ...(['bad_seconds', 'known_seconds', 'maintenance_seconds', 'no_data_seconds', 'cause'] as const),
  ...(['questions', 'vantages', 'confirmed'] as const),
];

type Row = Readonly<Partial<Record<(typeof columns)[number], string>>>;

const options = { newline: '\r\n', quoteEmpty: false } as const;

/** A report as one CSV table; formulas are defused. Causes are in words of the language. */
export function availabilityCsv(report: AvailabilityReport, tongue: Tongue): string {
  const { words } = tongue;
  const { servers, totals, since: from, until: to, running, unproven } = report;
  const rows: readonly Row[] = [
    ...servers.flatMap((month) => serverRows(month, report, words)),
    ...unproven.map((server) => ({ kind: 'unproven', server })),
    { kind: 'total', from, to, state: running ? 'running' : 'over', ...figures(totals) },
    ...reviewLines(tongue).map((cause) => ({ kind: 'translation', cause })),
  ];
  return [columns as readonly string[], ...rows.map((row) => columns.map((name) => row[name]))]
    .map((cells) => csvLine(cells, options))
    .join('');
}

function serverRows(
  month: ServerMonth,
  { since: from, until: to }: AvailabilityReport,
  words: Tongue['words'],
): readonly Row[] {
  const { server, state, objective, budget, vantages } = month;
  return [
    {
      ...{ kind: 'month', server, from, to, state, vantages: vantages.join(' ') },
      ...figures(month),
      ...(objective !== undefined && { objective: String(objective) }),
      ...(budget !== undefined && month.knownMs > 0 && { budget_used: percent(1 - budget.left) }),
    },
    ...month.outages.map((outage) => ({
      ...{ kind: 'outage', server, from: outage.begin, to: outage.end },
      bad_seconds: seconds(outage.badMs),
      cause: causeWords(outage, words),
      questions: String(outage.answers),
      vantages: outage.vantages.join(' '),
      confirmed: outage.confirmed ? 'yes' : 'no',
    })),
    ...month.planned.map(({ begin, end }) => ({ kind: 'maintenance', server, from: begin, to: end })),
    ...month.gaps.map(({ begin, end }) => ({ kind: 'no-data', server, from: begin, to: end })),
  ];
}

type Figures = Pick<ServerMonth, 'availability' | 'badMs' | 'knownMs' | 'plannedMs' | 'unknownMs'>;

function figures({ availability, badMs, knownMs, plannedMs, unknownMs }: Figures): Row {
  return {
    ...(availability !== undefined && { availability: percent(roundedDown(availability, 5)) }),
    ...(knownMs > 0 && { bad_seconds: seconds(badMs) }),
    known_seconds: seconds(knownMs),
    maintenance_seconds: seconds(plannedMs),
    no_data_seconds: seconds(unknownMs),
  };
}

function percent(share: number): string {
  return (share * 100).toFixed(3);
}

function seconds(ms: number): string {
  return String(Math.round(ms / 1_000));
}
