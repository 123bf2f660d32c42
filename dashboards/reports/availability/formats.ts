import { documentHtml } from '../document/html.ts';
import { documentMarkdown } from '../document/markdown.ts';
import { reviewMember } from '../review-notice.ts';
import type { Tongue } from '../words/tongue.ts';
import { availabilityCsv } from './csv.ts';
import { availabilityDocument } from './document.ts';
import type { AvailabilityReport } from './report.ts';

/** How a report on availability is written, by the name of the format. */
export const availabilityFormats = {
  html: (report, tongue) => documentHtml(availabilityDocument(report, tongue)),
  csv: availabilityCsv,
  json: availabilityJson,
  md: (report, tongue) => documentMarkdown(availabilityDocument(report, tongue)),
} as const satisfies Record<string, (report: AvailabilityReport, tongue: Tongue) => string>;

/** As data, with what the figures mean in words. */
function availabilityJson(report: AvailabilityReport, tongue: Tongue): string {
  const { language, words } = tongue;
  const { definition } = words.availability;
  return `${JSON.stringify({ language, ...reviewMember(tongue), ...report, definition }, undefined, 2)}\n`;
}
