const hosts: Readonly<Record<string, readonly string[]>> = {
  akkoma: ['akkoma.social', 'docs.akkoma.dev'],
  bonfire: ['bonfirenetworks.org'],
  castopod: ['castopod.org'],
  firefish: ['joinfirefish.org', 'firefish.dev'],
  friendica: ['friendi.ca'],
  funkwhale: ['funkwhale.audio'],
  gancio: ['gancio.org'],
  gotosocial: ['gotosocial.org', 'docs.gotosocial.org'],
  hollo: ['docs.hollo.social'],
  iceshrimp: ['iceshrimp.net', 'iceshrimp.dev'],
  kbin: ['kbin.pub'],
  ktistec: ['ktistec.com'],
  lemmy: ['join-lemmy.org'],
  mastodon: ['joinmastodon.org', 'docs.joinmastodon.org'],
  mbin: ['joinmbin.org'],
  microblogpub: ['docs.microblog.pub', 'sr.ht/~tsileo/microblog.pub'],
  misskey: ['misskey-hub.net', 'join.misskey.page'],
  mitra: ['mitra.social'],
  mobilizon: ['joinmobilizon.org', 'mobilizon.org'],
  peertube: ['joinpeertube.org', 'docs.joinpeertube.org'],
  piefed: ['join.piefed.social'],
  pixelfed: ['pixelfed.org', 'docs.pixelfed.org'],
  pleroma: ['pleroma.social', 'docs.pleroma.social'],
  plume: ['joinplu.me'],
  sharkey: ['joinsharkey.org'],
  writefreely: ['writefreely.org'],
};

/**
 * Hosts of pages on which makers present their software, by profile id. Stock builds name them as their home page, or link to them in a footer: they
 * lead to the makers, and offer no source of an operator's own. Common knowledge, not read in a source; of use only to leave such pages aside.
 */
export const homePages: ReadonlyMap<string, readonly string[]> = new Map(Object.entries(hosts));
