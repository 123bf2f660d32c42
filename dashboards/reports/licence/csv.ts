import { csvLine } from '../../../model/lists/csv.ts';
import type { LicenceReport, ReportedLicence } from './report.ts';
import { checkWords, verdictWords } from './words.ts';

const options = { newline: '\r\n', quoteEmpty: false } as const;

/** What stands in each column, for one server. */
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
  because: ({ because }) => because,
  since: ({ since }) => since,
  observedAt: ({ observedAt }) => observedAt,
  offer: ({ offer }) => offer?.url,
  offerPlace: ({ offer }) => offer?.place,
  check: (one) => checkWords(one),
  next: ({ verdict, suspected }) => verdictWords[suspected ?? verdict].next,
  reply: ({ replies }) => replies.join(' | '),
  note: ({ notes }) => notes.join(' | '),
  evidence: ({ evidence }) => evidence.join(' '),
} as const satisfies Record<string, (one: ReportedLicence) => string | undefined>;

/** A report as one CSV table; formulas are defused. The customer's servers stand first; the statement and the review log are the last rows. */
export function licenceCsv({ servers, peers, statement, head, until }: LicenceReport): string {
  const names = Object.keys(columns);
  const row = (cells: Readonly<Record<string, string | undefined>>) =>
    csvLine(
      names.map((name) => cells[name]),
      options,
    );
  const rows = [...servers, ...peers].map((one) =>
    csvLine(
      Object.values(columns).map((cell) => cell(one)),
      options,
    ),
  );
  const chain =
    head === undefined
      ? 'the review log has no rows'
      : `${head.count} rows, hash ${head.hash}, chain ${head.chain}, signature ${head.signature}`;
  return [
    csvLine(names, options),
    ...rows,
    row({ server: 'statement', verdict: statement.state, observedAt: until }),
    row({ server: 'review-log', because: chain, observedAt: head?.at }),
  ].join('');
}
