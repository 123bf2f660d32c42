import { plainLine } from '../document/document.ts';
import { tongueOf } from '../words/tongue.ts';
import { licenceFacts } from './facts.ts';
import type { ReportedLicence } from './report.ts';

/** What a page says of one server, in plain text: its label, and what it says. */
export function factsOf(one: ReportedLicence): readonly (readonly [label: string, value: string])[] {
  return licenceFacts(one, tongueOf('en')).map(([label, value]) => [label, plainLine(value)] as const);
}
