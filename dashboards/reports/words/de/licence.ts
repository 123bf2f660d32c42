import { agreeing } from '../agreeing.ts';
import { becauseOf } from '../because.ts';
import type { licenceEnglish } from '../en/licence.ts';
import { formOf } from '../form.ts';
import { confidenceGerman, labelsGerman, methodGerman, reasonsGerman, signsGerman } from './licence-terms.ts';
import { verdictsGerman } from './verdicts.ts';

const form = formOf('de');

const because = {
  verdicts: verdictsGerman,
  reasons: reasonsGerman,
  signs: signsGerman,
  labels: {
    signs: 'Anzeichen einer Veränderung: ',
    software: 'Software: ',
    offer: 'Angebotene Adresse: ',
    newest: 'Das Neueste darin ist vom ',
  },
  day: (at: string) => form.day(at),
};

/** The report on licences, in German. */
export const licenceGerman: typeof licenceEnglish = {
  labels: labelsGerman,
  verdicts: verdictsGerman,
  reasons: reasonsGerman,
  confidence: confidenceGerman,
  places: {
    nodeinfo: 'NodeInfo',
    nodeinfo2: 'NodeInfo2',
    'instance-api': 'die Instanz-API',
    'software-api': 'die eigene API der Software',
    'page-data': 'Daten in einer Seite',
    noscript: 'eine Seite, ohne JavaScript gezeigt',
    'page-link': 'ein Verweis in einer Seite',
    'own-archive': 'ein Archiv auf dem Server selbst',
  },
  statement: {
    'in-order':
      'Soweit von außen zu sehen war, läuft auf jedem hier genannten Server, was die Hersteller veröffentlicht haben, oder er bietet den Quelltext der laufenden Version an, oder er steht nicht unter der AGPL.',
    'not-in-order':
      'Am Ende des Zeitraums bedarf mindestens ein hier genannter Server der Aufmerksamkeit. Er ist unten genannt.',
    open: 'Es lässt sich nicht sagen, dass bei jedem hier genannten Server alles in Ordnung ist: Von einigen war nicht genug zu sehen. Sie sind unten genannt.',
  },
  method: methodGerman,
  offerStates: {
    reachable: 'erreichbar',
    absent: 'nicht vorhanden',
    login: 'verlangt eine Anmeldung',
    'login-page': 'zeigt eine Anmeldeseite',
    refused: 'nicht gefragt: untersagt',
    unreachable: 'keine brauchbare Antwort',
    'not-source': 'kein Quelltext',
    'too-much': 'zu groß, um es durchzusehen',
    awaited: 'noch nicht gefragt',
  },
  referenceKinds: { tag: 'Tag', commit: 'Commit' },
  referenceStates: {
    found: 'gefunden',
    'in-network': 'nur im Verbund der Abspaltungen',
    'not-found': 'nicht gefunden',
    unknown: 'nicht bekannt',
  },
  licenceTexts: { agpl: 'AGPL', other: 'ein anderer', absent: 'keiner gefunden' },
  outcomes: {
    passed: 'bestanden',
    failed: 'nicht bestanden',
    inapplicable: 'nicht anwendbar',
    'cannot-tell': 'nicht feststellbar',
  },
  rules: {
    'licence.software-declared': 'Der Server nennt die Software, deren Anzeichen er zeigt',
    'licence.offer-present': 'Ein Server mit verändertem Programm bietet seinen Quelltext an',
    'licence.offer-reachable': 'Der angebotene Quelltext ist ohne Anmeldung zu bekommen',
    'licence.offer-corresponds': 'Der angebotene Quelltext ist der der laufenden Version',
  },
  because: (dossier) => becauseOf(dossier, because),
  explained: (dossier) => becauseOf(dossier, because),
  ownSentence: () => undefined,
  softwareNote: (text) =>
    text.startsWith('The EUPL')
      ? 'Die EUPL enthält eine eigene Pflicht, denen den Quelltext zu geben, die die Software über ein Netz nutzen; das ist nicht Abschnitt 13 der AGPL, und Fediscope beurteilt es nicht.'
      : undefined,
  becauseLabel: 'Begründung',
  softwareNoteLabel: 'Hinweis zur Lizenz',
  unknownSoftware: 'nicht bekannt',
  signsOf: (title) => `Merkmale von ${title}; NodeInfo nennt `,
  frontEnd: ({ title, licence }) =>
    `Merkmale von ${title} (${licence}): nach dem Quelltext wurde nicht gesucht`,
  suspected: 'Verdacht, nicht zu berichten',
  notAsked: 'nicht gefragt',
  checkedOn: (state, day) => `${state} am ${day}`,
  licenceText: (text) => `Lizenztext: ${text}`,
  offeredAt: (place) => `, Fundort: ${place}`,
  changesTitle: 'Was sich im Zeitraum geändert hat',
  attention: (servers) => `Bedarf der Aufmerksamkeit: ${servers}.`,
  open: (servers) => `Nicht genug zu sehen war von: ${servers}.`,
  days: ({ days, read, rest }) =>
    `Angebote wurden an ${read} von ${days} ${agreeing(days, 'Tag', 'Tagen')} gelesen${rest === undefined ? '' : `; über ${agreeing(rest, 'den übrigen Tag', `die übrigen ${rest}`)} ist nichts bekannt`}.`,
};
