import type { BecauseWords } from '../because.ts';
import type { licenceEnglish } from '../en/licence.ts';

type Words = typeof licenceEnglish;

/** Why there is no verdict, in French. */
export const reasonsFrench: Words['reasons'] = {
  'software-not-read': 'ce qu’il dit exécuter n’a pas pu être lu',
  'software-unknown': 'son logiciel ne nous est pas connu',
  'modification-unknown':
    'aucun signe de modification ; il n’a pas pu être confirmé que les éditeurs ont publié cette version',
  'signs-too-weak': 'des signes de modification, aucun n’est fort',
  'places-not-read': 'tous les emplacements habituels d’une offre n’ont pas pu être lus',
  'offer-unclear': 'ce qui est proposé est une page, ou le code source d’un autre programme',
  'offer-not-checked': 'l’adresse proposée n’a pas encore été interrogée, ou pas jusqu’au bout',
  'offer-not-reached': 'l’adresse proposée n’a pas répondu, et aucune modification n’a été montrée',
  'version-not-in-offer':
    'la version n’a pas été trouvée dans l’offre, et aucune modification n’a été montrée',
  'awaiting-second-observation': 'soupçon, à ne pas rapporter : il n’a pas encore été observé assez souvent',
  'not-observed': 'rien n’a encore été observé',
  'data-not-readable':
    'ce qui est enregistré l’a été par une autre version de Fediscope ; la prochaine visite le rendra lisible',
};

export const confidenceFrench: Words['confidence'] = { low: 'faible', medium: 'moyenne', high: 'élevée' };

/** What tells that a program was modified, in French. */
export const signsFrench: BecauseWords['signs'] = {
  'other-build': 'le nom ou la version désigne un dérivé ou une compilation modifiée',
  'commit-not-upstream': 'le commit de la version n’est pas dans le dépôt des éditeurs',
  'constant-differs': 'un nombre qui est toujours le même en est un autre',
  'release-not-upstream': 'les éditeurs n’ont pas publié cette version',
  'other-software': 'ce sont les signes d’un logiciel qu’il ne nomme pas',
  'file-differs': 'un fichier livré a été remplacé',
  'route-missing': 'un chemin qui ne peut pas être désactivé est absent',
  'own-source': 'il propose son propre code source',
};

/** Headings and labels, in French. */
export const labelsFrench: { readonly [Label in keyof Words['labels']]: string } = {
  title: 'Licences',
  hosted: 'Nos propres serveurs',
  peers: 'Autres serveurs',
  totals: 'Totaux',
  statement: 'Déclaration sur nos propres serveurs',
  method: 'Méthode et limites',
  spdx: 'Champs SPDX',
  software: 'Logiciel',
  frontEnd: 'Interface',
  licence: 'Licence (SPDX)',
  verdict: 'Constat',
  confidence: 'Certitude',
  since: 'Depuis',
  observed: 'Dernière observation',
  offerVerdict: 'Constat sur l’offre',
  offer: 'Offre',
  check: 'Sa vérification',
  evidence: 'Preuves',
  next: 'Prochaine étape',
  alternatives: 'Ce qui pourrait l’expliquer autrement',
  change: 'Ce qui changerait le constat',
  reply: 'L’exploitant dit',
  note: 'Remarque',
  none: 'aucune indication',
  noServers: 'Aucun serveur.',
};

/** How the report was made, and what it cannot show, in French. */
export const methodFrench: Words['method'] = [
  'Chaque serveur a été visité comme tout visiteur pourrait le faire : requêtes anonymes, robots.txt respecté, rien de conservé sur des personnes. Ce qu’il dit exécuter a été comparé aux signes qu’il montre. Chaque emplacement où son logiciel indique d’ordinaire son code source a été lu ; un emplacement qui n’a pas pu être lu compte comme non lu, jamais comme vide.',
  'Une adresse proposée a été interrogée une fois pour tous les serveurs qui la proposent : un dépôt pour ses étiquettes et ses commits, une archive pour son début. Le texte de licence a été comparé mot à mot, et non par son empreinte.',
  'L’article 13 de la GNU AGPL, version 3, s’applique aux versions modifiées. Sans preuve d’une modification, aucun serveur n’est soupçonné, quoi qu’il propose.',
  'Rien n’est rapporté contre un serveur avant d’avoir été observé deux fois, à 24 heures d’écart au moins ; pour une adresse qui ne répond pas, trois fois sur 72 heures, tandis que nos propres cibles de contrôle étaient joignables. Jusque-là, c’est un soupçon, à ne pas rapporter.',
  'De l’extérieur, nous ne voyons ni les modifications qui ne laissent pas de trace, ni les offres qui n’apparaissent qu’avec JavaScript ou dans une application, ni si le code source proposé est complet. Ceci est un relevé d’observations. Ce n’est pas un conseil juridique, et il ne dit pas si une licence est respectée.',
  'La certitude est la plus haute que ce type de preuve puisse porter. Les exploitants peuvent répondre : leurs mots figurent à côté du constat, et la commande « fediscope check » suivie du nom du serveur vérifie à nouveau sur-le-champ.',
];
