import { documentHtml } from '../document/html.ts';
import { documentMarkdown } from '../document/markdown.ts';
import { reviewMember } from '../review-notice.ts';
import type { Tongue } from '../words/tongue.ts';
import { reportCsv } from './csv.ts';
import { defederationDocument } from './document.ts';
import type { DefederationReport } from './report.ts';

/** How a report on defederation is written, by the name of the format. */
export const defederationFormats = {
  html: (report, tongue) => documentHtml(defederationDocument(report, tongue)),
  csv: reportCsv,
  json: defederationJson,
  md: (report, tongue) => documentMarkdown(defederationDocument(report, tongue)),
} as const satisfies Record<string, (report: DefederationReport, tongue: Tongue) => string>;

/** As data. Every server has the period of the report. */
function defederationJson(report: DefederationReport, tongue: Tongue): string {
  const { since, until } = report;
  const servers = report.servers.map((one) => ({ ...one, since, until }));
  return `${JSON.stringify({ language: tongue.language, ...reviewMember(tongue), ...report, servers }, undefined, 2)}\n`;
}
