import type { digestEnglish } from '../en/digest.ts';

/** The weekly digest, in French. */
export const digestFrench: typeof digestEnglish = {
  title: (from, to) => `Défédération du ${from} au ${to}`,
  nothing: (hosted) =>
    `Aucune liste que nous pouvons lire n’a changé au sujet de nos serveurs (${hosted} sont surveillés).`,
  unread: (hosted) =>
    `Aucune liste n’a été lue cette semaine : nous ne pouvons pas dire si l’une d’elles a changé au sujet de nos serveurs (${hosted} sont surveillés).`,
  listsRead: (lists) => `Listes lues cette semaine : ${lists}.`,
  changed: (changes, servers, hosted) =>
    `Changements sur les listes : ${changes}, au sujet de ${servers} de nos ${hosted} serveurs.`,
  standing: (rejecting, limiting) => `pairs qui le bloquent : ${rejecting}, qui le limitent : ${limiting}`,
  reach: (before, after) =>
    `accepté par ${after} des pairs que nous pouvons lire (une semaine plus tôt : ${before})`,
  noReach: 'aucun pair ne publie sa liste entière',
  between: (from, to) => `entre le ${from} et le ${to}`,
  cut: (until) =>
    `Il y avait trop de changements pour les lire tous : ceux jusqu’au ${until} manquent, aussi sur la page.`,
  more: (count) => `Changements non cités ici : ${count}. Tous sont sur la page.`,
};
