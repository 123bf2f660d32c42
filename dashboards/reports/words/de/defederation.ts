import { agreeing } from '../agreeing.ts';
import type { defederationEnglish } from '../en/defederation.ts';

/** The report on defederation, in German. */
export const defederationGerman: typeof defederationEnglish = {
  title: 'Defederierung',
  coverage: ({ readable, known, partial }) =>
    `${readable} von ${known} ${agreeing(known, 'Server', 'Servern')} ${agreeing(readable, 'veröffentlicht', 'veröffentlichen')} eine Liste, die wir lesen dürfen${partial === undefined ? '' : `, davon ${partial} nur einen Teil`}.`,
  unread: ({ hidden, declined, failed, unread, 'not-supported': none }) =>
    `Von den übrigen ${agreeing(hidden, 'hält', 'halten')} ${hidden} sie unter Verschluss, ${none} ${agreeing(none, 'hat', 'haben')} keine, ${declined} ${agreeing(declined, 'wurde', 'wurden')} wegen robots.txt oder einer eigenen Grenze nicht gefragt, ${failed} ${agreeing(failed, 'gab', 'gaben')} keine brauchbare Antwort, ${unread} ${agreeing(unread, 'wurde', 'wurden')} noch nicht gefragt.`,
  limits: 'Wessen Liste nicht gelesen wird, kann den Server trotzdem blockieren.',
  rejections: 'Wer den Server blockiert oder einschränkt',
  noRejections: 'Keine Liste, die wir lesen dürfen, blockiert diesen Server oder schränkt ihn ein.',
  peer: 'Gegenstelle',
  what: 'Was',
  size: 'Aktive Konten',
  notTold: 'keine Angabe',
  reason: 'Grund',
  noReason: 'nicht angegeben',
  since: 'Bekannt seit',
  lastRead: (at) => `zuletzt gelesen am ${at}`,
  openSince: (at) => `Seit dem ${at} nicht bekannt; zuletzt war es: `,
  how: 'Woher wir es wissen',
  contact: 'Ansprechstelle',
  rebuttal: 'Wir sagen dazu: ',
  hint: 'In jeder Zeile steht, wer sie veröffentlicht hat und wann wir sie gelesen haben. Sie können auf jede antworten: Teilen Sie uns Ihre Antwort mit, und sie wird daneben gezeigt.',
  levels: {
    reject: 'blockiert',
    limit: 'schränkt ein',
    'media-only': 'entfernt Medien',
    note: 'vermerkt',
  },
  sources: {
    api: 'vom Server selbst veröffentlicht',
    robots: 'seine robots.txt',
    list: 'eine eingelesene Liste',
    export: 'eine Ausfuhr, die uns der Betreiber gegeben hat',
    signed: 'seine Antwort auf eine signierte Anfrage',
  },
  confidence: 'Gewissheit',
  certainty: { high: 'hoch', medium: 'mittel', low: 'gering' },
  naming: {
    name: 'mit vollem Namen genannt',
    digest: 'mit dem Prüfwert des Namens genannt',
    parent: 'über eine übergeordnete Domain oder einen Platzhalter',
    mask: 'mit einer Maske, auf die mehrere Namen passen',
    everyone: 'Angabe über sich selbst',
  },
  doubts: {
    hearsay: 'ein Dritter sagt es',
    'handed-over': 'die Liste gab uns der Betreiber',
    partial: 'nur ein Teil der Liste wurde gelesen',
    once: 'bisher einmal gelesen',
    unreadable: 'die Liste ist zurzeit nicht lesbar',
    unseen: 'neuere Lesungen zeigen es nicht und können nicht sagen, dass es endete',
  },
  scale:
    'Die Gewissheit ist hoch, wo ein Server selbst genau diesen Namen nennt und eine spätere Lesung es wieder fand; mittel bei einem Zweifel; gering bei mehreren, oder wo ein Dritter es sagt.',
  changes: 'Was sich geändert hat',
  noChanges: 'Auf den Listen, die zweimal gelesen wurden, hat sich nichts geändert.',
  between: 'Zwischen',
  and: (from, to) => `${from} und ${to}`,
  replayed: 'eingespielt',
  replayedMeans:
    'Was mit „eingespielt“ bezeichnet ist, stammt aus einer Aufzeichnung, die später eingespielt wurde, und wurde nicht live gesehen.',
  everyone: 'alle',
  changed: {
    added: (whom, level) => `${whom}: ${level}, neu auf der Liste`,
    removed: (whom, level) => `${whom}: nicht mehr auf der Liste (vorher: ${level})`,
    'level-changed': (whom, from, to) => `${whom}: von „${from}“ zu „${to}“ gewechselt`,
    'mode-changed': (from, to) => `wechselte den Föderationsmodus von „${from}“ zu „${to}“`,
  },
  modes: { open: 'offen', 'allow-list': 'Positivliste', closed: 'geschlossen', unknown: 'nicht bekannt' },
  source: 'Quelle',
  reach: 'Reichweite',
  noReach: 'Keine Gegenstelle veröffentlicht ihre ganze Liste; daher gibt es keine Zahl.',
  at: 'Stand',
  accepting: 'Server, die ihn annehmen',
  bySize: 'Nach aktiven Konten',
  noSize: 'es ist keine Größe bekannt',
  noList: 'es wurde noch keine Liste gelesen',
  accept: (percent, accepting, peers) =>
    `${percent} (${accepting} von ${peers}, die eine Liste veröffentlichen)`,
};
