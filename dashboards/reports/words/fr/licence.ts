import { agreeing } from '../agreeing.ts';
import { becauseOf } from '../because.ts';
import type { licenceEnglish } from '../en/licence.ts';
import { formOf } from '../form.ts';
import { confidenceFrench, labelsFrench, methodFrench, reasonsFrench, signsFrench } from './licence-terms.ts';
import { verdictsFrench } from './verdicts.ts';

const form = formOf('fr');

const because = {
  verdicts: verdictsFrench,
  reasons: reasonsFrench,
  signs: signsFrench,
  labels: {
    signs: 'Signes de modification : ',
    software: 'Logiciel : ',
    offer: 'Adresse proposée : ',
    newest: 'Son élément le plus récent date du ',
  },
  day: (at: string) => form.day(at),
};

/** The report on licences, in French. */
export const licenceFrench: typeof licenceEnglish = {
  labels: labelsFrench,
  verdicts: verdictsFrench,
  reasons: reasonsFrench,
  confidence: confidenceFrench,
  places: {
    nodeinfo: 'NodeInfo',
    nodeinfo2: 'NodeInfo2',
    'instance-api': 'l’API d’instance',
    'software-api': 'l’API propre au logiciel',
    'page-data': 'des données dans une page',
    noscript: 'une page, affichée sans JavaScript',
    'page-link': 'un lien dans une page',
    'own-archive': 'une archive sur le serveur lui-même',
  },
  statement: {
    'in-order':
      'Autant qu’on puisse le voir de l’extérieur, chaque serveur cité ici exécute ce que ses éditeurs ont publié, propose le code source de la version en service, ou n’est pas sous AGPL.',
    'not-in-order':
      'À la fin de la période, au moins un serveur cité ici demande votre attention. Il est nommé ci-dessous.',
    open: 'On ne peut pas dire que tous les serveurs cités ici sont en ordre : de certains, on n’a pas vu assez. Ils sont nommés ci-dessous.',
  },
  method: methodFrench,
  offerStates: {
    reachable: 'accessible',
    absent: 'absent',
    login: 'demande une connexion',
    'login-page': 'montre une page de connexion',
    refused: 'non interrogé : interdit',
    unreachable: 'aucune réponse utilisable',
    'not-source': 'pas de code source',
    'too-much': 'trop volumineux pour être examiné',
    awaited: 'pas encore interrogé',
  },
  referenceKinds: { tag: 'étiquette', commit: 'commit' },
  referenceStates: {
    found: 'y figure',
    'in-network': 'seulement dans le réseau des dérivés',
    'not-found': 'n’y figure pas',
    unknown: 'inconnu',
  },
  licenceTexts: { agpl: 'AGPL', other: 'un autre', absent: 'aucun trouvé' },
  outcomes: {
    passed: 'satisfait',
    failed: 'non satisfait',
    inapplicable: 'sans objet',
    'cannot-tell': 'indéterminé',
  },
  rules: {
    'licence.software-declared': 'Le serveur nomme le logiciel dont il montre les signes',
    'licence.offer-present': 'Un serveur au programme modifié propose son code source',
    'licence.offer-reachable': 'Le code source proposé s’obtient sans connexion à un compte',
    'licence.offer-corresponds': 'Le code source proposé est celui de la version en service',
  },
  because: (dossier) => becauseOf(dossier, because),
  explained: (dossier) => becauseOf(dossier, because),
  ownSentence: () => undefined,
  softwareNote: (text) =>
    text.startsWith('The EUPL')
      ? 'L’EUPL comporte sa propre obligation de donner le code source à qui utilise le logiciel par un réseau ; ce n’est pas l’article 13 de l’AGPL, et Fediscope ne la juge pas.'
      : undefined,
  becauseLabel: 'Motif',
  softwareNoteLabel: 'Remarque sur la licence',
  unknownSoftware: 'inconnu',
  signsOf: (title) => `signes de ${title} ; NodeInfo indique `,
  frontEnd: ({ title, licence }) => `signes de ${title} (${licence}) : son code source n’a pas été recherché`,
  suspected: 'Soupçon, à ne pas rapporter',
  notAsked: 'non interrogé',
  checkedOn: (state, day) => `${state} le ${day}`,
  licenceText: (text) => `texte de licence : ${text}`,
  offeredAt: (place) => `, emplacement : ${place}`,
  changesTitle: 'Ce qui a changé pendant la période',
  attention: (servers) => `Demande votre attention : ${servers}.`,
  open: (servers) => `On n’a pas vu assez de : ${servers}.`,
  days: ({ days, read, rest }) =>
    `les offres ont été lues ${read} ${agreeing(read, 'jour', 'jours')} sur ${days}${rest === undefined ? '' : ` ; on ne sait rien ${agreeing(rest, 'de l’autre', `des ${rest} autres`)}`}.`,
};
