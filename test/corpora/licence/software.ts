/**
 * Where an imitation shows the address of its source. `nodeinfo`: `software.repository` of 2.1. `metadata`: `metadata.repositoryUrl`.
 * `metadata-repo`, `metadata-github`: members of `metadata.software`. `api`: `source_url` of the instance API. `state`, `misskey-meta`: data in the
 * landing page. `footer`: a link there. `noscript`: a link there for browsers without JavaScript.
 */
export type ShownAt =
  | 'nodeinfo'
  | 'metadata'
  | 'metadata-repo'
  | 'metadata-github'
  | 'api'
  | 'state'
  | 'misskey-meta'
  | 'footer'
  | 'noscript';

/** A software as the corpus imitates it: what a stock build says, and what a changed one would say. */
export interface Imitated {
  /** Id of its profile. */
  readonly id: string;
  /** NodeInfo's name. */
  readonly name: string;
  /** A release. */
  readonly version: string;
  /** The tag of that release in its makers' repository. Absent: it has none. */
  readonly tag?: string;
  /** What somebody's own build calls itself. */
  readonly ownVersion: string;
  readonly repository: string;
  readonly shownAt: readonly ShownAt[];
  /** Has it an instance API in the manner of Mastodon? */
  readonly api?: true;
}

/**
 * Every server software under the AGPL that has a profile: id | NodeInfo's name | a release | its tag | what somebody's own build calls itself |
 * repository | where it is shown | has it an instance API. Shapes from the documentation and code that the profiles name.
 */
const table = `
mastodon | mastodon | 4.4.2 | v4.4.2 | 4.4.2+stadt.7 | github.com/mastodon/mastodon | api state | api
glitch-soc | mastodon | 4.4.2+glitch | v4.4.2 | 4.4.2+glitch.stadt | github.com/glitch-soc/mastodon | api state | api
hometown | hometown | 4.2.10+hometown-1.1.1 | v4.2.10+hometown-1.1.1 | 4.2.10+hometown-1.1.1.stadt | github.com/hometown-fork/hometown | api state | api
fedibird | fedibird | 0.1 | v0.1 | 0.1-stadt | github.com/fedibird/mastodon | api state | api
kmyblue | kmyblue | 16.0 | v16.0 | 16.0-stadt | github.com/kmycode/mastodon | api state | api
ecko | ecko | 1.0.0 | v1.0.0 | 1.0.0-stadt | github.com/magicstone-dev/ecko | api state | api
pleroma | pleroma | 2.9.1 | v2.9.1 | 2.9.1-stadt | git.pleroma.social/pleroma/pleroma | nodeinfo | api
akkoma | akkoma | 3.16.0 | v3.16.0 | 3.16.0-stadt | akkoma.dev/AkkomaGang/akkoma | nodeinfo | api
rebased | pleroma | 2.7.1+soapbox | v2.7.1 | 2.7.1-stadt+soapbox | gitlab.com/soapbox-pub/rebased | nodeinfo api | api
misskey | misskey | 2025.4.1 | 2025.4.1 | 2025.4.1-stadt.3 | github.com/misskey-dev/misskey | nodeinfo metadata misskey-meta |
misskey-io | misskey | 2025.4.1-io.12 | 2025.4.1-io.12 | 2025.4.1-io.12 | github.com/MisskeyIO/misskey | nodeinfo metadata misskey-meta |
meisskey | meisskey | 10.102.700-m544 | 10.102.700-m544 | 10.102.700-m544-stadt | github.com/mei23/misskey | nodeinfo metadata | api
firefish | firefish | 20241205 | v20241205 | 20241205-stadt | firefish.dev/firefish/firefish | nodeinfo metadata | api
iceshrimp | iceshrimp | 2023.12.9 | v2023.12.9 | 2023.12.9-stadt | iceshrimp.dev/iceshrimp/iceshrimp | nodeinfo metadata | api
sharkey | sharkey | 2025.4.3 | 2025.4.3 | 2025.4.3-stadt | activitypub.software/TransFem-org/Sharkey | nodeinfo metadata misskey-meta | api
cherrypick | cherrypick | 4.17.0 | 4.17.0 | 4.17.0-stadt | github.com/kokonect-link/cherrypick | nodeinfo metadata misskey-meta | api
foundkey | foundkey | 13.0.0 | v13.0.0 | 13.0.0-stadt | akkoma.dev/FoundKeyGang/FoundKey | nodeinfo metadata | api
lemmy | lemmy | 0.19.12 | 0.19.12 | 0.19.12-stadt | github.com/LemmyNet/lemmy | nodeinfo footer |
gotosocial | gotosocial | 0.19.1+git-c0ffee1 | v0.19.1 | 0.19.1-stadt | codeberg.org/superseriousbusiness/gotosocial | nodeinfo api footer | api
peertube | peertube | 8.2.4 | v8.2.4 | 8.2.4-stadt | github.com/Chocobozzz/PeerTube | noscript |
pixelfed | pixelfed | 0.12.7 | v0.12.7 | 0.12.7-stadt | github.com/pixelfed/pixelfed | metadata-repo api | api
friendica | friendica | 2024.09-1571 | 2024.09 | 2024.09-stadt | github.com/friendica/friendica | nodeinfo api | api
mbin | mbin | 1.8.2 | v1.8.2 | 1.8.2-stadt | github.com/MbinOrg/mbin | nodeinfo footer |
kbin | kbin | 0.10.1 | v0.10.1 | 0.10.1-stadt | codeberg.org/Kbin/kbin-core | nodeinfo |
piefed | piefed | 1.2.0 |  | 1.2.0-stadt | codeberg.org/rimu/pyfedi |  | api
mobilizon | Mobilizon | 5.1.5 | 5.1.5 | 5.1.5-stadt | framagit.org/framasoft/mobilizon | nodeinfo |
funkwhale | funkwhale | 1.4.0 |  | 1.4.0-stadt | dev.funkwhale.audio/funkwhale/funkwhale |  |
writefreely | writefreely | 0.16.0 | v0.16.0 | 0.16.0-stadt | github.com/writefreely/writefreely | metadata-github footer |
plume | plume | 0.7.2 | 0.7.2 | 0.7.2-stadt | github.com/Plume-org/Plume | nodeinfo footer |
mitra | mitra | 4.6.0 | v4.6.0 | 4.6.0-stadt | codeberg.org/silverpill/mitra | nodeinfo api | api
hollo | hollo | 0.6.2 | 0.6.2 | 0.6.2-stadt | github.com/fedify-dev/hollo | api | api
wafrn | wafrn | 1.6.0 |  | 1.6.0-stadt | github.com/gabboman/wafrn | noscript | api
microblogpub | microblogpub | 2.0.0+1a2b3c4d |  | 2.0.0+stadt | sr.ht/~tsileo/microblog.pub | nodeinfo |
ktistec | ktistec | 2.4.10 | v2.4.10 | 2.4.10-stadt | github.com/toddsundsted/ktistec | api footer | api
castopod | castopod | 1.13.5 |  | 1.13.5-stadt | code.castopod.org/adaures/castopod |  |
gancio | gancio | 1.26.1 | 1.26.1 | 1.26.1-stadt | framagit.org/les/gancio | nodeinfo |
bonfire | bonfire | 1.0.0 | v1.0.0 | 1.0.0-stadt | github.com/bonfire-networks/bonfire-app | nodeinfo | api
truth-social |  | 3.4.1 (compatible; TruthSocial 1.0.0) |  | 3.4.1 (compatible; TruthSocial 1.0.0) | opensource.truthsocial.com/mastodon-current.zip |  | api
gab |  | 2.8.4 |  | 2.8.4 | github.com/GabOpenSource/gab-social |  | api
`;

/** The rows of the table. */
export const imitated: readonly Imitated[] = table
  .trim()
  .split('\n')
  .map((row) => {
    const [
      id = '',
      name = '',
      version = '',
      tag = '',
      ownVersion = '',
      repository = '',
      shownAt = '',
      api = '',
    ] = row.split('|').map((cell) => cell.trim());
    const places = shownAt.split(' ').filter((place): place is ShownAt => place !== '');
    return {
      ...{ id, name, version, ownVersion, repository: `https://${repository}`, shownAt: places },
      ...(tag !== '' && { tag }),
      ...(api !== '' && { api: true as const }),
    };
  });

/** Every server software with a profile that is not under the AGPL: NodeInfo's name, and a version. */
export const otherLicences: readonly (readonly [id: string, name: string, version: string])[] = [
  ['bookwyrm', 'bookwyrm', '0.8.0'],
  ['discourse', 'discourse', '3.5.0'],
  ['drupal', 'drupal', '11.1.0'],
  ['flipboard', 'flipboard', '1.0'],
  ['forte', 'forte', '25.1.1'],
  ['ghost', 'ghost', '0.1.0'],
  ['honk', 'honk', '1.4.1'],
  ['hubzilla', 'hubzilla', '10.2'],
  ['iceshrimp-net', 'Iceshrimp.NET', '2025.1-beta5.patch1+0123456789'],
  ['nodebb', 'NodeBB', '4.1.0'],
  ['owncast', 'Owncast', '0.2.3'],
  ['smithereen', 'smithereen', '0.9.1'],
  ['snac', 'snac', '2.80'],
  ['streams', 'streams', '25.1'],
  ['takahe', 'takahe', '0.12.0'],
  ['threads', 'threads', '1.0'],
  ['wordpress', 'wordpress', '6.8.1'],
];
