import { licenceCsv } from './csv.ts';
import { licenceHtml } from './html.ts';
import { licenceMarkdown } from './markdown.ts';
import type { LicenceReport } from './report.ts';
import { methodWords, statementWords } from './words.ts';

/** How a report on licences is written, by the name of the format. */
export const licenceFormats = {
  html: licenceHtml,
  csv: licenceCsv,
  json: licenceJson,
  md: licenceMarkdown,
} as const satisfies Record<string, (report: LicenceReport) => string>;

/** As data, with the statement and the method in words: a file that is passed on says what it can and cannot show. */
function licenceJson(report: LicenceReport): string {
  const statement = { ...report.statement, says: statementWords[report.statement.state] };
  return `${JSON.stringify({ ...report, statement, method: methodWords }, undefined, 2)}\n`;
}
