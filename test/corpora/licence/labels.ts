import type { CorpusState, Label } from './server.ts';

type Labelled = Extract<CorpusState, 'stock' | 'own-repository' | 'upstream-link' | 'unreachable'>;

/**
 * What must be said of each software in each state, written by hand. Software that is not named has the verdict in front; where the state leaves no
 * trace outside, the right answer is that nobody can tell.
 */
const labels: Readonly<Record<Labelled, readonly [usual: Label, others: Readonly<Record<string, Label>>]>> = {
  stock: [
    'UNMODIFIED_UPSTREAM',
    {
      // One operator runs it, and it is a fork: the source that it offers is its own.
      'misskey-io': 'OFFER_MATCHES',
      // They took NodeInfo away and show no link.
      'truth-social': 'CONCEALED_AGPL',
      gab: 'CONCEALED_AGPL',
      // Stock pages have no link that could be asked for the release, or one that is no repository, or the makers set no tags.
      castopod: 'UNKNOWN',
      funkwhale: 'UNKNOWN',
      piefed: 'UNKNOWN',
      microblogpub: 'UNKNOWN',
      wafrn: 'UNKNOWN',
    },
  ],
  'own-repository': ['OFFER_MATCHES', { 'truth-social': 'CONCEALED_AGPL', gab: 'CONCEALED_AGPL' }],
  'upstream-link': [
    'OFFER_UPSTREAM_ONLY',
    {
      'misskey-io': 'OFFER_MATCHES',
      'truth-social': 'CONCEALED_AGPL',
      gab: 'CONCEALED_AGPL',
      // Their version is free text or a constant of which nobody knows the form: a name of one's own proves nothing.
      hometown: 'UNKNOWN',
      fedibird: 'UNKNOWN',
      kmyblue: 'UNKNOWN',
      ecko: 'UNKNOWN',
      meisskey: 'UNKNOWN',
      firefish: 'UNKNOWN',
      iceshrimp: 'UNKNOWN',
      foundkey: 'UNKNOWN',
      friendica: 'UNKNOWN',
      mbin: 'UNKNOWN',
      kbin: 'UNKNOWN',
      piefed: 'UNKNOWN',
      mobilizon: 'UNKNOWN',
      funkwhale: 'UNKNOWN',
      plume: 'UNKNOWN',
      mitra: 'UNKNOWN',
      hollo: 'UNKNOWN',
      wafrn: 'UNKNOWN',
      microblogpub: 'UNKNOWN',
      ktistec: 'UNKNOWN',
      castopod: 'UNKNOWN',
      gancio: 'UNKNOWN',
      bonfire: 'UNKNOWN',
    },
  ],
  unreachable: [
    'OFFER_UNREACHABLE',
    {
      'truth-social': 'CONCEALED_AGPL',
      gab: 'CONCEALED_AGPL',
      // The address is a setting, and the version shows no more than a name: the operator may run stock code and have set a dead link.
      hometown: 'UNKNOWN',
      fedibird: 'UNKNOWN',
      kmyblue: 'UNKNOWN',
      ecko: 'UNKNOWN',
      misskey: 'UNKNOWN',
      sharkey: 'UNKNOWN',
      cherrypick: 'UNKNOWN',
      firefish: 'UNKNOWN',
      iceshrimp: 'UNKNOWN',
      foundkey: 'UNKNOWN',
      piefed: 'UNKNOWN',
      mobilizon: 'UNKNOWN',
      funkwhale: 'UNKNOWN',
      castopod: 'UNKNOWN',
      bonfire: 'UNKNOWN',
    },
  ],
};

/** The label of a software in a state. */
export function labelOf(state: Labelled, id: string): Label {
  const [usual, others] = labels[state];
  return others[id] ?? usual;
}
