/**
 * What happens to a JSON member that holds people.
 * `replace`: the whole value goes. `pseudonym`: a user name, replaced by its digest. `replace-lists`: text and lists go, an object is looked into (counts under it stay).
 */
export type PersonTreatment = 'replace' | 'pseudonym' | 'replace-lists';

/** Keys in lower case, without a namespace in front, each with where it holds people. */
export const personKeys: ReadonlyMap<string, readonly [treatment: PersonTreatment, why: string]> = new Map([
  ['preferredusername', ['pseudonym', 'ActivityPub §4.1: the account name']],
  ['username', ['pseudonym', 'Mastodon and Misskey account entities']],
  ['acct', ['pseudonym', 'Mastodon account entities']],
  ['nickname', ['pseudonym', 'Pleroma account entities']],
  [
    'name',
    ['replace', 'ActivityStreams display name; NodeInfo maintainer; software and instances are excepted'],
  ],
  ['namemap', ['replace', 'the same by language']],
  ['given_name', ['replace', 'schema.org in JRD properties']],
  ['family_name', ['replace', 'schema.org in JRD properties']],
  ['display_name', ['replace', 'Mastodon and Lemmy account entities']],
  ['displayname', ['replace', 'PeerTube account entities']],
  ['fullname', ['replace', 'XRD and portable contacts']],
  ['realname', ['replace', 'Friendica contacts']],
  ['email', ['replace', 'Mastodon v1 and v2 instance, NodeInfo maintainer']],
  ['maintainername', ['replace', 'Misskey meta']],
  ['maintaineremail', ['replace', 'Misskey meta']],
  ['maintainer', ['replace', 'NodeInfo metadata of Misskey and Mbin']],
  ['note', ['replace', 'Mastodon account entities: the biography']],
  ['bio', ['replace', 'Lemmy persons']],
  ['biography', ['replace', 'Diaspora profiles']],
  ['summary', ['replace', 'ActivityStreams: the biography of an actor']],
  ['summarymap', ['replace', 'the same by language']],
  ['_misskey_summary', ['replace', 'the same in Misskey markup']],
  [
    'source',
    [
      'replace-lists',
      'Pleroma and Mastodon: the biography before rendering; as an object also a link to source code',
    ],
  ],
  ['fields', ['replace', 'Mastodon profile fields']],
  ['attachment', ['replace', 'ActivityStreams profile fields']],
  ['icon', ['replace', 'ActivityStreams portrait']],
  ['image', ['replace', 'ActivityStreams banner']],
  ['avatar', ['replace', 'account entities']],
  ['avatar_static', ['replace', 'account entities']],
  ['avatarurl', ['replace', 'Misskey account entities']],
  ['header', ['replace', 'Mastodon account entities: the banner']],
  ['header_static', ['replace', 'Mastodon account entities']],
  ['banner', ['replace', 'Lemmy and Misskey persons']],
  ['bday', ['replace', 'vCard in ActivityStreams']],
  ['birthday', ['replace', 'Misskey account entities']],
  ['address', ['replace', 'vCard in ActivityStreams']],
  ['location', ['replace', 'Misskey and Friendica profiles']],
  ['alsoknownas', ['replace', 'other accounts of the same person']],
  ['movedto', ['replace', 'another account of the same person']],
  ['account', ['replace', 'Mastodon v2 instance: the contact account']],
  ['contact_account', ['replace', 'Mastodon v1 instance']],
  ['contact', ['replace-lists', 'Mastodon v2 instance: an object with e-mail and account; elsewhere text']],
  ['staffaccounts', ['replace', 'NodeInfo metadata, FEP-0151']],
  ['nodeadmins', ['replace', 'NodeInfo metadata of Misskey forks']],
  ['admin', ['replace-lists', 'instance descriptions of Hubzilla and Friendica']],
  ['admins', ['replace-lists', 'Lemmy site, Mobilizon']],
  ['moderators', ['replace-lists', 'Lemmy communities']],
  ['person', ['replace', 'Lemmy person views']],
  ['creator', ['replace', 'Lemmy views']],
  ['my_user', ['replace', 'Lemmy site']],
  ['users', ['replace-lists', 'lists of accounts; in NodeInfo an object of counts']],
]);

/** Objects whose `name` is a product's or a server's, not a person's. */
export const nameOfThings: ReadonlySet<string> = new Set([
  'software',
  'instance',
  'generator',
  'application',
  'site',
  'server',
]);

/** Members whose text is a word of a format, keys in lower case: an account may be called `jrd` or `ns`, these are not accounts. */
export const technicalKeys: ReadonlySet<string> = new Set([
  ...['@context', 'context', 'type', 'rel', 'mediatype', 'contenttype', 'version', 'protocols', 'services'],
  ...['language', 'languages', 'publickeypem', 'signaturealgorithm', 'supported_mime_types', 'keys'],
]);
