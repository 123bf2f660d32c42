import type { BecauseWords } from '../because.ts';
import type { licenceEnglish } from '../en/licence.ts';

type Words = typeof licenceEnglish;

/** Why there is no verdict, in German. */
export const reasonsGerman: Words['reasons'] = {
  'software-not-read': 'was er nach eigener Angabe betreibt, konnte nicht gelesen werden',
  'software-unknown': 'seine Software ist keine, die wir kennen',
  'modification-unknown':
    'kein Anzeichen einer Veränderung; dass die Hersteller diese Version veröffentlicht haben, konnte nicht bestätigt werden',
  'signs-too-weak': 'Anzeichen einer Veränderung, keines davon stark',
  'places-not-read': 'nicht jeder übliche Ort eines Angebots konnte gelesen werden',
  'offer-unclear': 'angeboten wird eine Seite oder der Quelltext eines anderen Programms',
  'offer-not-checked': 'die angebotene Adresse wurde noch nicht oder nicht bis zum Ende gefragt',
  'offer-not-reached': 'die angebotene Adresse antwortete nicht, und eine Veränderung war nicht zu erkennen',
  'version-not-in-offer':
    'die Version wurde im Angebot nicht gefunden, und eine Veränderung war nicht zu erkennen',
  'awaiting-second-observation': 'Verdacht, nicht zu berichten: Es wurde noch nicht oft genug beobachtet',
  'not-observed': 'es wurde noch nichts beobachtet',
  'data-not-readable':
    'was gespeichert ist, schrieb eine andere Version von Fediscope; der nächste Besuch macht es lesbar',
};

export const confidenceGerman: Words['confidence'] = { low: 'gering', medium: 'mittel', high: 'hoch' };

/** What tells that a program was modified, in German. */
export const signsGerman: BecauseWords['signs'] = {
  'other-build': 'Name oder Version nennen eine Abspaltung oder einen veränderten Bau',
  'commit-not-upstream': 'der Commit der Version liegt nicht im Repository der Hersteller',
  'constant-differs': 'eine Zahl, die sonst immer gleich ist, ist eine andere',
  'release-not-upstream': 'die Hersteller kennen diese Veröffentlichung nicht',
  'other-software': 'es sind die Anzeichen einer Software, die er nicht nennt',
  'file-differs': 'eine mitgelieferte Datei wurde ersetzt',
  'route-missing': 'ein Pfad, der sich nicht abschalten lässt, fehlt',
  'own-source': 'er bietet einen eigenen Quelltext an',
};

/** Headings and labels, in German. */
export const labelsGerman: { readonly [Label in keyof Words['labels']]: string } = {
  title: 'Lizenzen',
  hosted: 'Unsere eigenen Server',
  peers: 'Andere Server',
  totals: 'Summen',
  statement: 'Erklärung zu unseren eigenen Servern',
  method: 'Vorgehen und Grenzen',
  spdx: 'SPDX-Felder',
  software: 'Software',
  frontEnd: 'Oberfläche',
  licence: 'Lizenz (SPDX)',
  verdict: 'Befund',
  confidence: 'Gewissheit',
  since: 'Seit',
  observed: 'Letzte Beobachtung',
  offerVerdict: 'Befund zum Angebot',
  offer: 'Angebot',
  check: 'Dessen Prüfung',
  evidence: 'Belege',
  next: 'Nächster Schritt',
  alternatives: 'Was es sonst erklären könnte',
  change: 'Was den Befund ändern würde',
  reply: 'Der Betreiber sagt',
  note: 'Anmerkung',
  none: 'keine Angabe',
  noServers: 'Kein Server.',
};

/** How the report was made, and what it cannot show, in German. */
export const methodGerman: Words['method'] = [
  'Jeder Server wurde so besucht, wie es jeder Besucher könnte: mit anonymen Anfragen, unter Beachtung von robots.txt, ohne etwas über Menschen zu speichern. Was er nach eigener Angabe betreibt, wurde mit den Anzeichen verglichen, die er zeigt. Jeder Ort, an dem seine Software üblicherweise ihren Quelltext nennt, wurde gelesen; ein Ort, der nicht gelesen werden konnte, gilt als nicht gelesen und nie als leer.',
  'Eine angebotene Adresse wurde einmal für alle Server gefragt, die sie anbieten: ein Repository nach seinen Tags und Commits, ein Archiv nach seinem Anfang. Der Lizenztext wurde Wort für Wort verglichen, nicht über seinen Hashwert.',
  'Abschnitt 13 der GNU AGPL, Version 3, gilt für veränderte Versionen. Ohne Beleg für eine Veränderung wird kein Server verdächtigt, was auch immer er anbietet.',
  'Gegen einen Server wird nichts berichtet, bevor es zweimal im Abstand von mindestens 24 Stunden beobachtet wurde; bei einer Adresse, die nicht antwortet, dreimal über 72 Stunden, während unsere eigenen Vergleichsziele erreichbar waren. Bis dahin heißt es Verdacht und ist nicht zu berichten.',
  'Von außen sehen wir keine Veränderungen, die keine Spur hinterlassen, keine Angebote, die nur mit JavaScript oder in einer App erscheinen, und nicht, ob der angebotene Quelltext vollständig ist. Dies ist eine Aufzeichnung von Beobachtungen. Sie ist keine Rechtsberatung und sagt nicht, ob eine Lizenz eingehalten wird.',
  'Die Gewissheit ist die höchste, die diese Art von Belegen tragen kann. Betreiber können antworten: Ihre Worte stehen neben dem Befund, und der Befehl „fediscope check“ mit dem Namen des Servers sieht sofort noch einmal nach.',
];
