import { licenceVerdicts } from '../../../model/licence/licence-verdict.ts';
import { utc } from '../../web/parts/when.ts';
import type { LicenceReport, LicenceTotals, ReportedLicence } from './report.ts';
import {
  checkWords,
  confidenceWords,
  labels,
  placeWords,
  reasonWords,
  verdictName,
  verdictWords,
} from './words.ts';

/** One fact of a server: its label, and what it says. */
export type Fact = readonly [label: string, value: string];

/** What a report says of one server, in the order in which it says it. Text of others is among the values. */
export function factsOf(one: ReportedLicence): readonly Fact[] {
  const { software, verdict, suspected, reason, confidence, since, observedAt, offers, evidence } = one;
  const words = verdictWords[suspected ?? verdict];
  const list = (label: string, values: readonly string[]): readonly Fact[] =>
    values.map((value) => [label, value] as const);
  return [
    [labels.software, softwareWords(software)],
    [labels.licence, software === undefined ? 'NOASSERTION' : software.licence],
    [labels.verdict, verdictName(one)],
    ...list('Because', [reason === undefined ? one.because : `${one.because} (${reasonWords[reason]})`]),
    ...(one.ofOffer === verdict ? [] : list(labels.offer, [verdictWords[one.ofOffer].name])),
    [labels.confidence, confidenceWords[confidence]],
    [labels.since, since === undefined ? labels.none : utc(since)],
    [labels.observed, observedAt === undefined ? labels.none : utc(observedAt)],
    ...(offers.length === 0
      ? list(labels.offer, [labels.none])
      : list(labels.offer, [...new Set(offers.map(({ url, place }) => `${url}, at ${placeWords[place]}`))])),
    [labels.check, checkWords(one)],
    ...(words.alternatives.length === 0 ? [] : list(labels.alternatives, [words.alternatives.join(' ')])),
    [labels.change, words.change],
    [labels.next, words.next],
    ...list(labels.reply, one.replies),
    ...list(labels.note, one.notes),
    [labels.evidence, evidence.length === 0 ? labels.none : evidence.join(', ')],
    ...list('Licence note', software?.note === undefined ? [] : [software.note]),
  ];
}

/** Totals, one line for each verdict that somebody has. */
export function totalLines(totals: LicenceTotals): readonly string[] {
  const lines = licenceVerdicts.flatMap((verdict) => {
    const count = totals[verdict];
    return count === undefined ? [] : [`${verdictWords[verdict].name}: ${count}`];
  });
  return lines.length === 0 ? [labels.noServers] : lines;
}

/** Whom the statement names, and how often each server was looked at. */
export function statementLines({ statement }: LicenceReport): readonly string[] {
  const { attention, open, coverage } = statement;
  return [
    ...(attention.length === 0 ? [] : [`Needs attention: ${attention.join(', ')}.`]),
    ...(open.length === 0 ? [] : [`Not enough was seen of: ${open.join(', ')}.`]),
    ...coverage.map(
      ({ server, days, daysRead }) =>
        `${server}: offers were read on ${daysRead} of ${days} days${daysRead < days ? `; nothing is known of the other ${days - daysRead}` : ''}.`,
    ),
  ];
}

/** A version that another name goes with is not one of the software. */
function softwareWords(software: ReportedLicence['software']): string {
  if (software === undefined) return 'not known';
  const { title, version = '', otherName } = software;
  return otherName === undefined
    ? `${title} ${version}`.trim()
    : `signs of ${title}; NodeInfo names ${otherName}`;
}

/** What changed in the period, one line each. */
export function changeLines({ changes }: LicenceReport): readonly string[] {
  return changes.map(
    ({ observedAt, server, rule, outcome, because }) =>
      `${utc(observedAt)}: ${server}, ${rule}: ${outcome}${because === '' ? '' : `. ${because}`}`,
  );
}
