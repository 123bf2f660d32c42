import { csvLine } from '../../model/lists/csv.ts';
import { defederationCsv } from '../defederation/csv.ts';
import type { DefederationReport } from './defederation.ts';
import { reportHtml } from './html.ts';
import { reportMarkdown } from './markdown.ts';

/** How a report is written, by the name of the format. */
export const reportFormats = {
  html: reportHtml,
  csv: reportCsv,
  json: (report: DefederationReport) => `${JSON.stringify(report, undefined, 2)}\n`,
  md: reportMarkdown,
} as const satisfies Record<string, (report: DefederationReport) => string>;

/** The table, with the head of the review log as its last row. */
function reportCsv({ servers, head }: DefederationReport): string {
  const options = { newline: '\r\n', quoteEmpty: false } as const;
  const what =
    head === undefined
      ? 'the review log has no rows'
      : `${head.count} rows, hash ${head.hash}, chain ${head.chain}, signature ${head.signature}`;
  const last = ['review-log', undefined, undefined, what, undefined, undefined, undefined, head?.at];
  return `${defederationCsv(servers)}${csvLine(last, options)}`;
}
