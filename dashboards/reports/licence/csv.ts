import { csvLine } from '../../../model/lists/csv.ts';
import { plainLine } from '../document/document.ts';
import { headText } from '../head.ts';
import { reviewLines } from '../review-notice.ts';
import type { Tongue } from '../words/tongue.ts';
import { checkLine } from './facts.ts';
import type { LicenceReport, ReportedLicence } from './report.ts';

const options = { newline: '\r\n', quoteEmpty: false } as const;

/** What stands in each column, for one server. Names of columns, verdicts, reasons and places are a contract: they are English in every language. */
const columns = {
  server: ({ server }) => server,
  role: ({ role }) => role,
  software: ({ software }) => software?.title,
  version: ({ software }) => software?.version,
  licenseConcluded: ({ spdx }) => spdx.licenseConcluded,
  licenseDeclared: ({ spdx }) => spdx.licenseDeclared,
  downloadLocation: ({ spdx }) => spdx.downloadLocation,
  verdict: ({ verdict }) => verdict,
  reason: ({ reason }) => reason,
  suspected: ({ suspected }) => suspected,
  offerVerdict: ({ ofOffer }) => ofOffer,
  confidence: ({ confidence }) => confidence,
  because: (one, { words }) => words.licence.because(one),
  since: ({ since }) => since,
  observedAt: ({ observedAt }) => observedAt,
  offer: ({ offer }) => offer?.url,
  offerPlace: ({ offer }) => offer?.place,
  check: (one, tongue) => plainLine(checkLine(one, tongue)),
  next: ({ verdict, suspected }, { words }) => words.licence.verdicts[suspected ?? verdict].next,
  reply: ({ replies }) => replies.join(' | '),
  note: ({ notes }) => notes.join(' | '),
  evidence: ({ evidence }) => evidence.join(' '),
} as const satisfies Record<string, (one: ReportedLicence, tongue: Tongue) => string | undefined>;

/** A report as one CSV table; formulas are defused. The customer's servers stand first; the statement and the review log are the last rows. */
export function licenceCsv(report: LicenceReport, tongue: Tongue): string {
  const { servers, peers, statement, head, since, until, unproven } = report;
  const says = tongue.words.licence.statement;
  const names = Object.keys(columns);
  const row = (cells: Readonly<Record<string, string | undefined>>) =>
    csvLine(
      names.map((name) => cells[name]),
      options,
    );
  const rows = [...servers, ...peers].map((one) =>
    csvLine(
      Object.values(columns).map((cell) => cell(one, tongue)),
      options,
    ),
  );
  return [
    csvLine(names, options),
    ...rows,
    row({
      server: 'statement',
      verdict: statement.state,
      because: says[statement.state],
      since,
      observedAt: until,
    }),
    ...unproven.map((because) => row({ server: 'unproven', because })),
    ...reviewLines(tongue).map((because) => row({ server: 'translation', because })),
    row({ server: 'review-log', because: headText(head, tongue), observedAt: head?.at }),
  ].join('');
}
