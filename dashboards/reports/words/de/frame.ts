import { agreeing } from '../agreeing.ts';
import type { frameEnglish } from '../en/frame.ts';

/** Words that every report has, in German. */
export const frameGerman: typeof frameEnglish = {
  colon: ': ',
  semicolon: '; ',
  page: 'Seite',
  none: 'keine Angabe',
  period: (since, until, madeAt) => `Vom ${since} bis zum ${until}. Erstellt am ${madeAt}.`,
  month: (last, madeAt) => `1. bis ${last}, UTC. Erstellt am ${madeAt}.`,
  reviewLog: 'Prüfprotokoll',
  noHead: 'Das Prüfprotokoll hat noch keine Einträge, daher gibt es kein Ende, das signiert werden könnte.',
  head: ({ at, rows }) =>
    `Am ${at} umfasste das Prüfprotokoll ${rows} ${agreeing(rows, 'Eintrag', 'Einträge')}. Der Hashwert des letzten lautet `,
  headProof: '. Er ist signiert:',
  headCheck: 'Mit der JSON-Fassung dieses Berichts wird das Protokoll so geprüft:',
  chain: 'Kette',
  key: 'Schlüssel',
  signature: 'Signatur',
  noRows: 'das Prüfprotokoll hat keine Einträge',
  headCell: ({ rows, hash, chain, signature }) =>
    `${rows} ${agreeing(rows, 'Eintrag', 'Einträge')}, Hashwert ${hash}, Kette ${chain}, Signatur ${signature}`,
  unproven: (servers) =>
    `Bei Erstellung dieses Berichts fehlte der Nachweis, dass der Server von uns zu beobachten ist, für: ${servers}. Ein solcher Server wird so selten befragt wie fremde, daher ist weniger über ihn bekannt.`,
  toReview: 'Diese Übersetzung ist noch von einer Juristin oder einem Juristen zu prüfen.',
};
