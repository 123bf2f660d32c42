import type { licenceEnglish } from '../en/licence.ts';

const person = 'Une personne examine le serveur et interroge d’abord l’exploitant.';

/** The words for every verdict, in French. */
export const verdictsFrench: (typeof licenceEnglish)['verdicts'] = {
  NOT_AGPL: {
    name: 'Hors AGPL',
    means: 'La licence de ce logiciel n’a pas d’article sur l’utilisation par un réseau.',
    alternatives: ['Le serveur nomme un autre logiciel que celui qu’il exécute.'],
    change: 'Des signes d’un logiciel sous AGPL.',
    next: 'Rien.',
  },
  UNMODIFIED_UPSTREAM: {
    name: 'Aucun signe de modification',
    means:
      'La version est une de celles que les éditeurs ont publiées. Rien ne montre qu’une offre de code source soit nécessaire.',
    alternatives: ['Une modification qui ne laisse pas de trace à l’extérieur ne se voit pas.'],
    change: 'Un signe de modification.',
    next: 'Rien. Là où nous exploitons le serveur : veuillez conserver la trace de sa construction.',
  },
  OFFER_MATCHES: {
    name: 'Code source proposé, version trouvée',
    means: 'Le code source est proposé, l’adresse répond, et la version en service s’y trouve.',
    alternatives: ['L’étiquette peut désigner un autre état du code source que celui qui est en service.'],
    change: 'Une version qui n’est pas dans le code source.',
    next: 'Rien.',
  },
  OFFER_UNVERIFIABLE: {
    name: 'Code source proposé, version non rattachée',
    means:
      'Le code source est proposé et l’adresse répond. Il n’a pas pu être rattaché à la version en service.',
    alternatives: ['Il peut bien s’agir du code source de la version en service.'],
    change: 'Une étiquette, ou un commit dans la version.',
    next: 'Là où nous exploitons le serveur : veuillez étiqueter ce qui est déployé. Ailleurs : rien, ou examiner le code source.',
  },
  OFFER_STALE: {
    name: 'Code source antérieur à une modification',
    means: 'Ce qui est proposé est antérieur de plus de 30 jours à une modification observée sur le serveur.',
    alternatives: [
      'La date de l’archive peut être fausse.',
      'La modification peut ne concerner que des réglages.',
      'Un code source plus récent peut être proposé ailleurs.',
    ],
    change: 'Une archive plus récente, ou une offre à un autre emplacement.',
    next: 'Une personne compare l’archive au serveur et interroge d’abord l’exploitant.',
  },
  OFFER_VERSION_NOT_FOUND: {
    name: 'Version non trouvée dans le code source',
    means:
      'Un code source est proposé, ses références ont été listées deux fois, et la version en service n’y figure pas.',
    alternatives: [
      'L’étiquette n’est pas encore publiée, ou l’historique a été réécrit.',
      'La compilation provient d’une copie de travail modifiée.',
      'Un miroir est en retard.',
    ],
    change: 'L’étiquette ou le commit apparaît dans le code source.',
    next: 'Une personne examine le code source et interroge d’abord l’exploitant.',
  },
  OFFER_UPSTREAM_ONLY: {
    name: 'Seul le code source des éditeurs est proposé',
    means:
      'Le serveur montre des signes de modification, chaque emplacement habituel a été lu, et seul le code source des éditeurs est proposé.',
    alternatives: [
      'Le code source peut être proposé ailleurs, ou dans une application.',
      'Un mandataire peut avoir changé ce que le serveur répond.',
      'Une extension ou un thème peut expliquer les signes.',
    ],
    change: 'Une offre propre au serveur, ou la disparition des signes.',
    next: person,
  },
  OFFER_MISSING: {
    name: 'Aucune offre trouvée',
    means:
      'Le serveur montre des signes de modification. Aucune offre de code source n’a été trouvée aux emplacements où ce logiciel en montre d’ordinaire une.',
    alternatives: [
      'L’offre peut n’apparaître qu’avec JavaScript, dans une application ou dans les conditions d’utilisation.',
      'Elle peut se trouver derrière une page que nous n’avons pas lue.',
    ],
    change: 'Une offre à un emplacement que tout visiteur peut atteindre.',
    next: 'Une personne examine le serveur avec un navigateur et interroge d’abord l’exploitant.',
  },
  OFFER_UNREACHABLE: {
    name: 'L’offre ne répond pas',
    means:
      'Un code source est proposé. L’adresse n’en a pas donné lors de trois essais sur 72 heures ou plus, tandis que d’autres serveurs étaient joignables.',
    alternatives: [
      'La forge peut être en panne, ou fermée à notre point d’observation.',
      'Le dépôt peut avoir été déplacé.',
    ],
    change: 'L’adresse répond.',
    next: 'Une personne essaie l’adresse depuis un autre lieu et interroge d’abord l’exploitant.',
  },
  CONCEALED_AGPL: {
    name: 'Logiciel non nommé',
    means:
      'Le serveur montre au moins deux signes indépendants d’un logiciel sous AGPL, et en indique un autre ou aucun.',
    alternatives: [
      'Les signes peuvent provenir d’une interface seulement.',
      'Deux programmes peuvent porter le même nom.',
      'Il peut s’agir d’un miroir ou d’une copie.',
    ],
    change: 'Le serveur nomme son logiciel, ou une offre y conduit.',
    next: person,
  },
  UNKNOWN: {
    name: 'Indéterminé',
    means: 'On n’a pas vu assez.',
    alternatives: [],
    change: 'Ce que le motif indique.',
    next: 'Rien pour l’instant ; le motif dit ce qui manque.',
  },
};
