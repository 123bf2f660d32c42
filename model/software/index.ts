import { akkoma } from './akkoma.ts';
import { bonfire } from './bonfire.ts';
import { bookwyrm } from './bookwyrm.ts';
import { castopod } from './castopod.ts';
import { SoftwareCatalogue } from './catalogue.ts';
import { cherrypick } from './cherrypick.ts';
import { discourse } from './discourse.ts';
import { drupal } from './drupal.ts';
import { ecko } from './ecko.ts';
import { fedibird } from './fedibird.ts';
import { firefish } from './firefish.ts';
import { flipboard } from './flipboard.ts';
import { forte } from './forte.ts';
import { foundkey } from './foundkey.ts';
import { friendica } from './friendica.ts';
import { funkwhale } from './funkwhale.ts';
import { gab } from './gab.ts';
import { gancio } from './gancio.ts';
import { ghost } from './ghost.ts';
import { glitchSoc } from './glitch-soc.ts';
import { gotosocial } from './gotosocial.ts';
import { hollo } from './hollo.ts';
import { hometown } from './hometown.ts';
import { honk } from './honk.ts';
import { hubzilla } from './hubzilla.ts';
import { iceshrimp } from './iceshrimp.ts';
import { iceshrimpNet } from './iceshrimp-net.ts';
import { kbin } from './kbin.ts';
import { kmyblue } from './kmyblue.ts';
import { ktistec } from './ktistec.ts';
import { lemmy } from './lemmy.ts';
import { lemmyUi } from './lemmy-ui.ts';
import { mangane } from './mangane.ts';
import { mastoFe } from './masto-fe.ts';
import { mastodon } from './mastodon.ts';
import { mbin } from './mbin.ts';
import { meisskey } from './meisskey.ts';
import { microblogpub } from './microblogpub.ts';
import { misskey } from './misskey.ts';
import { misskeyIo } from './misskey-io.ts';
import { mitra } from './mitra.ts';
import { mobilizon } from './mobilizon.ts';
import { nodebb } from './nodebb.ts';
import { owncast } from './owncast.ts';
import { peertube } from './peertube.ts';
import { piefed } from './piefed.ts';
import { pixelfed } from './pixelfed.ts';
import { plFe } from './pl-fe.ts';
import { pleroma } from './pleroma.ts';
import { plume } from './plume.ts';
import type { SoftwareProfile } from './profile.ts';
import { rebased } from './rebased.ts';
import { sharkey } from './sharkey.ts';
import { smithereen } from './smithereen.ts';
import { snac } from './snac.ts';
import { soapbox } from './soapbox.ts';
import { streams } from './streams.ts';
import { takahe } from './takahe.ts';
import { threads } from './threads.ts';
import { truthSocial } from './truth-social.ts';
import { wafrn } from './wafrn.ts';
import { wordpress } from './wordpress.ts';
import { writefreely } from './writefreely.ts';

export type { Fingerprint, FingerprintWeight } from '../fingerprint.ts';
export type { SoftwareCatalogue, SoftwareClaim } from './catalogue.ts';
export type { Basis, SoftwareProfile } from './profile.ts';

/** Every software that has a file here, by id. */
export const profiles: readonly SoftwareProfile[] = [
  akkoma,
  bonfire,
  bookwyrm,
  castopod,
  cherrypick,
  discourse,
  drupal,
  ecko,
  fedibird,
  firefish,
  flipboard,
  forte,
  foundkey,
  friendica,
  funkwhale,
  gab,
  gancio,
  ghost,
  glitchSoc,
  gotosocial,
  hollo,
  hometown,
  honk,
  hubzilla,
  iceshrimp,
  iceshrimpNet,
  kbin,
  kmyblue,
  ktistec,
  lemmy,
  lemmyUi,
  mangane,
  mastoFe,
  mastodon,
  mbin,
  meisskey,
  microblogpub,
  misskey,
  misskeyIo,
  mitra,
  mobilizon,
  nodebb,
  owncast,
  peertube,
  piefed,
  pixelfed,
  plFe,
  pleroma,
  plume,
  rebased,
  sharkey,
  smithereen,
  snac,
  soapbox,
  streams,
  takahe,
  threads,
  truthSocial,
  wafrn,
  wordpress,
  writefreely,
];

/** What this version of Fediscope knows by itself. */
export const builtInSoftware: SoftwareCatalogue = new SoftwareCatalogue(profiles);
