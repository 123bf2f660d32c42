import { agreeing } from '../agreeing.ts';
import type { frameEnglish } from '../en/frame.ts';

/** Words that every report has, in French. */
export const frameFrench: typeof frameEnglish = {
  colon: ' : ',
  semicolon: ' ; ',
  page: 'Page',
  none: 'aucune indication',
  period: (since, until, madeAt) => `Du ${since} au ${until}. Établi le ${madeAt}.`,
  month: (last, madeAt) => `Du 1er au ${last}, UTC. Établi le ${madeAt}.`,
  reviewLog: 'Journal des examens',
  noHead: 'Le journal des examens n’a pas encore d’entrée : il n’y a donc pas de fin à signer.',
  head: ({ at, rows }) =>
    `Le ${at}, le journal des examens comptait ${rows} ${agreeing(rows, 'entrée', 'entrées')}. L’empreinte de la dernière est `,
  headProof: '. Elle est signée :',
  headCheck: 'Avec la version JSON de ce rapport, le journal se vérifie ainsi :',
  chain: 'Chaîne',
  key: 'Clé',
  signature: 'Signature',
  noRows: 'le journal des examens n’a pas d’entrée',
  headCell: ({ rows, hash, chain, signature }) =>
    `${rows} ${agreeing(rows, 'entrée', 'entrées')}, empreinte ${hash}, chaîne ${chain}, signature ${signature}`,
  unproven: (servers) =>
    `À l’établissement de ce rapport, la preuve que le serveur est à surveiller par nous manquait pour : ${servers}. Un tel serveur est interrogé aussi rarement que ceux de tiers ; on en sait donc moins.`,
  toReview: 'Cette traduction doit encore être relue par un ou une juriste.',
};
