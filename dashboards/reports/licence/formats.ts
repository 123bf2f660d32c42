import { documentHtml } from '../document/html.ts';
import { documentMarkdown } from '../document/markdown.ts';
import { reviewMember } from '../review-notice.ts';
import type { Tongue } from '../words/tongue.ts';
import { licenceCsv } from './csv.ts';
import { licenceDocument } from './document.ts';
import type { LicenceReport, ReportedLicence } from './report.ts';

/** How a report on licences is written, by the name of the format. */
export const licenceFormats = {
  html: (report, tongue) => documentHtml(licenceDocument(report, tongue)),
  csv: licenceCsv,
  json: licenceJson,
  md: (report, tongue) => documentMarkdown(licenceDocument(report, tongue)),
} as const satisfies Record<string, (report: LicenceReport, tongue: Tongue) => string>;

/** As data, with the statement and the method in words: a file that is passed on says what it can and cannot show. */
function licenceJson(report: LicenceReport, tongue: Tongue): string {
  const { language, words } = tongue;
  const { statement: says, method, because } = words.licence;
  const statement = { ...report.statement, says: says[report.statement.state] };
  const told = (one: ReportedLicence) => ({ ...one, because: because(one) });
  const [servers, peers] = [report.servers.map(told), report.peers.map(told)];
  return `${JSON.stringify({ language, ...reviewMember(tongue), ...report, servers, peers, statement, method }, undefined, 2)}\n`;
}
