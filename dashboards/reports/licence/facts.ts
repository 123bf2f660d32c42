import type { LicenceDossier } from '../../../analyzer/licence/dossier.ts';
import type { Fact, Line, Span } from '../document/document.ts';
import type { Tongue } from '../words/tongue.ts';
import type { ReportedLicence } from './report.ts';

/** What a report says of one server, in the order in which it says it. */
export function licenceFacts(one: ReportedLicence, tongue: Tongue): readonly Fact[] {
  const { words, form } = tongue;
  const said = words.licence;
  const { labels } = said;
  const { software, verdict, suspected, confidence, since, observedAt, evidence, ofOffer } = one;
  const advice = said.verdicts[suspected ?? verdict];
  const at = (instant: string | undefined) => (instant === undefined ? labels.none : form.moment(instant));
  return [
    [labels.software, softwareLine(one, tongue)],
    ...one.frontEnds.map((each) => [labels.frontEnd, said.frontEnd(each)] as const),
    [labels.licence, [{ code: software?.licence ?? 'NOASSERTION' }]],
    [labels.verdict, verdictName(one, tongue)],
    [said.becauseLabel, becauseLine(one, tongue)],
    ...(ofOffer === verdict ? [] : [[labels.offerVerdict, said.verdicts[ofOffer].name] as const]),
    [labels.confidence, said.confidence[confidence]],
    [labels.since, at(since)],
    [labels.observed, at(observedAt)],
    ...offerFacts(one, tongue),
    [labels.check, checkLine(one, tongue)],
    ...(advice.alternatives.length === 0
      ? []
      : [[labels.alternatives, advice.alternatives.join(' ')] as const]),
    [labels.change, advice.change],
    [labels.next, advice.next],
    ...quotes(labels.reply, one.replies),
    ...quotes(labels.note, one.notes),
    [labels.evidence, evidence.length === 0 ? labels.none : [{ code: evidence.join(', ') }]],
    ...noteFacts(one, tongue),
  ];
}

/** The verdict in a few words, with what waits. */
export function verdictName(
  { verdict, suspected }: Pick<LicenceDossier, 'verdict' | 'suspected'>,
  { words }: Pick<Tongue, 'words'>,
): string {
  const { verdicts, suspected: waits } = words.licence;
  return suspected === undefined ? verdicts[verdict].name : waits;
}

function softwareLine({ software }: LicenceDossier, { words }: Tongue): Line {
  if (software === undefined) return words.licence.unknownSoftware;
  const { title, version, otherName } = software;
  // A version that another name goes with is not one of the software.
  if (otherName !== undefined) return [words.licence.signsOf(title), { theirs: otherName }];
  return version === undefined ? title : [`${title} `, { theirs: version }];
}

/** The sentence names what servers say of themselves, so that it is escaped as a whole. */
function becauseLine(one: LicenceDossier, { words }: Tongue): Line {
  return [{ escaped: words.licence.explained(one) }];
}

function offerFacts({ offers }: LicenceDossier, { words }: Tongue): readonly Fact[] {
  const { labels, offeredAt, places } = words.licence;
  if (offers.length === 0) return [[labels.offer, labels.none]];
  const found = new Map(offers.map(({ url, place }) => [`${url} ${place}`, { url, place }]));
  return [...found.values()].map(
    ({ url, place }) => [labels.offer, [{ theirs: url }, offeredAt(places[place])]] as const,
  );
}

function quotes(label: string, texts: readonly string[]): readonly Fact[] {
  return texts.map((text) => [label, [{ theirs: text }]] as const);
}

function noteFacts({ software }: LicenceDossier, { words }: Tongue): readonly Fact[] {
  const { softwareNote, softwareNoteLabel } = words.licence;
  const note = software?.note === undefined ? undefined : softwareNote(software.note);
  return note === undefined ? [] : [[softwareNoteLabel, note]];
}

/** How the check of an offer went. Absent check: it was not asked. */
export function checkLine(
  { check }: Pick<LicenceDossier, 'check'>,
  { words, form }: Tongue,
): readonly Span[] {
  const said = words.licence;
  if (check === undefined) return [said.notAsked];
  const { state, checkedAt, licence, references, detail } = check;
  const name = said.offerStates[state];
  const own = detail === undefined ? undefined : said.ownSentence(detail);
  return [
    checkedAt === undefined ? name : said.checkedOn(name, form.day(checkedAt)),
    ...(own === undefined ? [] : [words.frame.semicolon, { escaped: own }]),
    ...references.flatMap(({ wanted, kind, state: has }) => [
      `${words.frame.semicolon}${said.referenceKinds[kind]} `,
      { theirs: wanted },
      `${words.frame.colon}${said.referenceStates[has]}`,
    ]),
    ...(licence === 'unread'
      ? []
      : [`${words.frame.semicolon}${said.licenceText(said.licenceTexts[licence])}`]),
  ];
}
