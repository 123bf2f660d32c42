import type { FederationMode, PolicyLevel, ReadingState } from '../../../../model/policy.ts';
import { certaintyNames, doubtNames, namingNames, sourceNames } from '../../../defederation/words.ts';
import { agreeing } from '../agreeing.ts';

/** How many peers there are and how many of them publish a list, as texts. `partial`: absent when there are none. */
export interface CoverageFigures {
  readonly readable: string;
  readonly known: string;
  readonly partial: string | undefined;
}

/** Why the lists of the other peers are not read, as texts. */
export type UnreadFigures = Readonly<
  Record<Exclude<ReadingState, 'published' | 'partial'> | 'unread', string>
>;

/** What a policy does, as a word of a sentence about the peer. */
const levels: Readonly<Record<PolicyLevel, string>> = {
  reject: 'rejects',
  limit: 'limits',
  'media-only': 'removes media',
  note: 'notes',
};

const modes: Readonly<Record<FederationMode, string>> = {
  open: 'open',
  'allow-list': 'allow list',
  closed: 'closed',
  unknown: 'not known',
};

/** The report on defederation, in English. */
export const defederationEnglish = {
  title: 'Defederation',
  coverage: ({ readable, known, partial }: CoverageFigures) =>
    `${readable} of ${known} peers publish a list we may read${partial === undefined ? '' : `, ${partial} of them only a part of it`}.`,
  unread: ({ hidden, declined, failed, unread, 'not-supported': none }: UnreadFigures) =>
    `Of the others ${hidden} ${agreeing(hidden, 'keeps it to itself', 'keep it to themselves')}, ${none} ${agreeing(none, 'has', 'have')} none, ${declined} ${agreeing(declined, 'was', 'were')} not asked because of robots.txt or a limit of ours, ${failed} gave no usable answer, ${unread} ${agreeing(unread, 'was', 'were')} not tried yet.`,
  limits: 'Who is not read may reject the server all the same.',
  rejections: 'Who rejects or limits it',
  noRejections: 'No list that we may read rejects or limits this server.',
  peer: 'Peer',
  what: 'What',
  size: 'Active users',
  notTold: 'not told',
  reason: 'Reason',
  noReason: 'none given',
  since: 'Known since',
  lastRead: (at: string) => `last read ${at}`,
  openSince: (at: string) => `Cannot tell since ${at}; it was: `,
  how: 'How we know',
  contact: 'To write to',
  rebuttal: 'We say: ',
  hint: 'Every line says who published it and when we read it. You may answer to any of them: tell us, and your answer is shown beside it.',
  levels,
  sources: sourceNames,
  confidence: 'confidence',
  certainty: certaintyNames,
  naming: namingNames,
  doubts: doubtNames,
  scale:
    'Confidence is high where it is a server’s own word about this very name and a later reading found it again, medium with one doubt, low with more or where somebody else says so.',
  changes: 'What changed',
  noChanges: 'Nothing changed on the lists that were read twice.',
  between: 'Between',
  and: (from: string, to: string) => `${from} and ${to}`,
  replayed: 'replayed',
  replayedMeans: 'What is marked as "replayed" is from history that was replayed, and was not seen live.',
  everyone: 'everyone',
  changed: {
    added: (whom: string, level: string) => `${whom}: ${level}, new on its list`,
    removed: (whom: string, level: string) => `${whom}: no longer on its list (it was: ${level})`,
    'level-changed': (whom: string, from: string, to: string) => `${whom}: went from "${from}" to "${to}"`,
    'mode-changed': (from: string, to: string) => `went from federation mode "${from}" to "${to}"`,
  },
  modes,
  source: 'Source',
  reach: 'Reach',
  noReach: 'No peer publishes its whole list, so there is no figure.',
  at: 'At',
  accepting: 'Servers that accept it',
  bySize: 'By active users',
  noSize: 'no size is known',
  noList: 'no list was read yet',
  accept: (percent: string, accepting: string, peers: string) =>
    `${percent} (${accepting} of ${peers} that publish a list)`,
};
