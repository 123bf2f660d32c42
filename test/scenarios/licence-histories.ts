import type { CorpusServer } from '../corpora/licence/server.ts';

/** One visit of a history, and what must be said after it. */
export interface LicenceStep {
  /** Days from now; negative. */
  readonly day: number;
  /** What the server is from here on, on top of what it was. */
  readonly server?: Partial<CorpusServer>;
  /** The archive that is offered is from this day on of this age: days from now. */
  readonly archiveOf?: number;
  /** Tags of the offered repository from this day on. */
  readonly tags?: readonly string[];
  readonly verdict: CorpusServer['label'];
  /** Absent: the same. */
  readonly ofOffer?: CorpusServer['label'];
  /** What waits for another observation. Absent: nothing does. */
  readonly suspected?: CorpusServer['label'];
  readonly note: string;
}

/** A server over time. */
export interface LicenceHistory {
  readonly name: string;
  readonly begins: Omit<CorpusServer, 'name' | 'state' | 'label'>;
  /** Where its source is, once it offers some. */
  readonly source: string;
  readonly steps: readonly LicenceStep[];
}

const truthZip = 'https://opensource.loud.example/mastodon-current.zip';
const gabZip = 'https://files.free.example/gab-opensource.zip';
const network = 'https://codeberg.org/nation/network';

/** Three servers that grew from cases that happened. */
export const licenceHistories: readonly LicenceHistory[] = [
  {
    name: 'loud',
    source: truthZip,
    begins: { version: '3.4.1', api: true, looksLike: 'mastodon', maxCharacters: 1_000, offers: [] },
    steps: [
      {
        day: -100,
        verdict: 'UNKNOWN',
        suspected: 'CONCEALED_AGPL',
        note: 'the signs of Mastodon, its routes closed, no offer; seen once',
      },
      { day: -93, verdict: 'CONCEALED_AGPL', ofOffer: 'OFFER_MISSING', note: 'the same a week later' },
      {
        day: -60,
        server: { offers: [[truthZip, 'footer']] },
        archiveOf: -62,
        verdict: 'CONCEALED_AGPL',
        ofOffer: 'OFFER_UNVERIFIABLE',
        note: 'a link to an archive elsewhere appeared',
      },
      {
        day: -30,
        verdict: 'CONCEALED_AGPL',
        ofOffer: 'OFFER_UNVERIFIABLE',
        note: 'the same archive, and the same program',
      },
      {
        day: -10,
        server: { version: '3.5.0' },
        verdict: 'CONCEALED_AGPL',
        ofOffer: 'UNKNOWN',
        note: 'the program is another one, the archive is not; seen once',
      },
      { day: -2, verdict: 'CONCEALED_AGPL', ofOffer: 'OFFER_STALE', note: 'the same a week later' },
      {
        day: 0,
        server: { silence: '503' },
        verdict: 'UNKNOWN',
        note: 'a failed visit is no withdrawn offer, and nothing is told against anybody',
      },
    ],
  },
  {
    name: 'freegab',
    source: gabZip,
    begins: {
      software: 'freegab',
      version: '2.8.4',
      api: true,
      looksLike: 'gab',
      offers: [[gabZip, 'footer']],
    },
    steps: [
      {
        day: -120,
        archiveOf: -121,
        verdict: 'OFFER_UNVERIFIABLE',
        note: 'a fork with a name of its own and an archive of yesterday',
      },
      { day: -88, verdict: 'OFFER_UNVERIFIABLE', note: 'nothing changed' },
      {
        day: -60,
        server: { maxCharacters: 3_000 },
        verdict: 'UNKNOWN',
        suspected: 'OFFER_STALE',
        note: 'the program changed under the same version; the archive is two months old',
      },
      { day: -52, verdict: 'OFFER_STALE', note: 'the same a week later' },
      { day: -20, archiveOf: -21, verdict: 'OFFER_UNVERIFIABLE', note: 'a new archive was put up' },
    ],
  },
  {
    name: 'nation',
    source: network,
    begins: {
      ...{ software: 'nationsosyal', version: '4.3.0', api: true, looksLike: 'mastodon', offers: [] },
      says: 'To use the Nation web application, please enable JavaScript. It is a trademark of Nation gGmbH.',
    },
    steps: [
      {
        day: -40,
        verdict: 'UNKNOWN',
        suspected: 'CONCEALED_AGPL',
        note: 'a national network under a name of its own, federation off, no offer',
      },
      {
        day: -39.5,
        verdict: 'UNKNOWN',
        suspected: 'CONCEALED_AGPL',
        note: 'twelve hours later is no second observation',
      },
      { day: -33, verdict: 'CONCEALED_AGPL', ofOffer: 'OFFER_MISSING', note: 'a week later it is' },
      {
        day: -25,
        server: {
          offers: [
            [network, 'api'],
            [network, 'state'],
          ],
        },
        tags: [],
        verdict: 'OFFER_UNVERIFIABLE',
        note: 'the source was released, without a tag: it cannot be tied to what runs',
      },
      { day: -17, tags: ['v4.3.0'], verdict: 'OFFER_MATCHES', note: 'the tag of what runs was added' },
    ],
  },
];
