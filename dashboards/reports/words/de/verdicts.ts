import type { licenceEnglish } from '../en/licence.ts';

const person = 'Ein Mensch sieht sich den Server an und fragt zuerst den Betreiber.';

/** The words for every verdict, in German. */
export const verdictsGerman: (typeof licenceEnglish)['verdicts'] = {
  NOT_AGPL: {
    name: 'Nicht unter der AGPL',
    means: 'Die Lizenz dieser Software enthält keinen Abschnitt über die Nutzung über ein Netz.',
    alternatives: ['Der Server nennt eine andere Software, als er betreibt.'],
    change: 'Anzeichen einer Software unter der AGPL.',
    next: 'Nichts.',
  },
  UNMODIFIED_UPSTREAM: {
    name: 'Kein Anzeichen einer Veränderung',
    means:
      'Die Version ist eine, die von den Herstellern veröffentlicht wurde. Dass ein Angebot des Quelltexts nötig wäre, ist nicht gezeigt.',
    alternatives: ['Eine Veränderung, die außen keine Spur hinterlässt, ist nicht zu sehen.'],
    change: 'Ein Anzeichen einer Veränderung.',
    next: 'Nichts. Wo wir den Server betreiben: Bewahren Sie die Aufzeichnung auf, wie er gebaut wurde.',
  },
  OFFER_MATCHES: {
    name: 'Quelltext angeboten, Version gefunden',
    means:
      'Der Quelltext wird angeboten, die Adresse antwortet, und die laufende Version ist darin enthalten.',
    alternatives: ['Der Tag kann für einen anderen Stand des Quelltexts stehen als den, der läuft.'],
    change: 'Eine Version, die nicht im Quelltext ist.',
    next: 'Nichts.',
  },
  OFFER_UNVERIFIABLE: {
    name: 'Quelltext angeboten, Version nicht zugeordnet',
    means:
      'Der Quelltext wird angeboten, und die Adresse antwortet. Er konnte der laufenden Version nicht zugeordnet werden.',
    alternatives: ['Es kann durchaus der Quelltext der laufenden Version sein.'],
    change: 'Ein Tag oder ein Commit in der Version.',
    next: 'Wo wir den Server betreiben: Versehen Sie mit einem Tag, was ausgerollt wird. Sonst: nichts, oder den Quelltext ansehen.',
  },
  OFFER_STALE: {
    name: 'Quelltext älter als eine Veränderung',
    means: 'Was angeboten wird, ist mehr als 30 Tage älter als eine am Server beobachtete Veränderung.',
    alternatives: [
      'Das Datum des Archivs kann falsch sein.',
      'Die Veränderung kann nur Einstellungen betreffen.',
      'Neuerer Quelltext kann an anderer Stelle angeboten werden.',
    ],
    change: 'Ein neueres Archiv oder ein Angebot an anderer Stelle.',
    next: 'Ein Mensch vergleicht das Archiv mit dem Server und fragt zuerst den Betreiber.',
  },
  OFFER_VERSION_NOT_FOUND: {
    name: 'Version im Quelltext nicht gefunden',
    means:
      'Quelltext wird angeboten, seine Referenzen wurden zweimal aufgelistet, und die laufende Version ist nicht darunter.',
    alternatives: [
      'Der Tag ist noch nicht veröffentlicht, oder die Geschichte wurde neu geschrieben.',
      'Der Bau stammt aus einer veränderten Arbeitskopie.',
      'Ein Spiegel ist im Rückstand.',
    ],
    change: 'Der Tag oder Commit erscheint im Quelltext.',
    next: 'Ein Mensch sieht sich den Quelltext an und fragt zuerst den Betreiber.',
  },
  OFFER_UPSTREAM_ONLY: {
    name: 'Nur der Quelltext der Hersteller angeboten',
    means:
      'Der Server zeigt Anzeichen einer Veränderung, jeder übliche Ort wurde gelesen, und angeboten wird nur der Quelltext der Hersteller.',
    alternatives: [
      'Der Quelltext kann an anderer Stelle oder in einer App angeboten werden.',
      'Ein Proxy kann verändert haben, was der Server antwortet.',
      'Eine Erweiterung oder ein Design kann die Anzeichen erklären.',
    ],
    change: 'Ein eigenes Angebot, oder die Anzeichen verschwinden.',
    next: person,
  },
  OFFER_MISSING: {
    name: 'Kein Angebot gefunden',
    means:
      'Der Server zeigt Anzeichen einer Veränderung. An den Orten, an denen diese Software üblicherweise eines zeigt, wurde kein Angebot des Quelltexts gefunden.',
    alternatives: [
      'Das Angebot kann nur mit JavaScript, in einer App oder in den Nutzungsbedingungen erscheinen.',
      'Es kann hinter einer Seite stehen, die wir nicht gelesen haben.',
    ],
    change: 'Ein Angebot an einem Ort, den Besucher erreichen können.',
    next: 'Ein Mensch sieht sich den Server mit einem Browser an und fragt zuerst den Betreiber.',
  },
  OFFER_UNREACHABLE: {
    name: 'Angebot antwortet nicht',
    means:
      'Quelltext wird angeboten. Die Adresse gab bei drei Versuchen über mindestens 72 Stunden keinen Quelltext, während andere Server erreichbar waren.',
    alternatives: [
      'Die Plattform kann ausgefallen oder für unseren Beobachtungsort gesperrt sein.',
      'Das Repository kann umgezogen sein.',
    ],
    change: 'Die Adresse antwortet.',
    next: 'Ein Mensch versucht die Adresse von anderer Stelle und fragt zuerst den Betreiber.',
  },
  CONCEALED_AGPL: {
    name: 'Software nicht genannt',
    means:
      'Der Server zeigt mindestens zwei unabhängige Anzeichen einer Software unter der AGPL und nennt eine andere oder keine.',
    alternatives: [
      'Die Anzeichen können allein von einer Oberfläche stammen.',
      'Zwei Programme können denselben Namen tragen.',
      'Es kann ein Spiegel oder eine Kopie sein.',
    ],
    change: 'Der Server nennt seine Software, oder ein Angebot führt zu ihr.',
    next: person,
  },
  UNKNOWN: {
    name: 'Nicht feststellbar',
    means: 'Es war nicht genug zu sehen.',
    alternatives: [],
    change: 'Was der Grund nennt.',
    next: 'Noch nichts; der Grund sagt, was fehlt.',
  },
};
