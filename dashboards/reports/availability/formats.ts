import { documentHtml } from '../document/html.ts';
import { documentMarkdown } from '../document/markdown.ts';
import type { Tongue } from '../words/tongue.ts';
import { availabilityCsv } from './csv.ts';
import { availabilityDocument } from './document.ts';
import type { AvailabilityReport } from './report.ts';

/** How a report on availability is written, by the name of the format. */
export const availabilityFormats = {
  html: (report, tongue) => documentHtml(availabilityDocument(report, tongue)),
  csv: availabilityCsv,
  json: (report, { language, words }) =>
    `${JSON.stringify({ language, ...report, definition: words.availability.definition }, undefined, 2)}\n`,
  md: (report, tongue) => documentMarkdown(availabilityDocument(report, tongue)),
} as const satisfies Record<string, (report: AvailabilityReport, tongue: Tongue) => string>;
