/** Path segments that an account's name follows. Source: Mastodon, Misskey, Lemmy, PeerTube, WordPress, Diaspora and Hubzilla. */
const containers = [
  'users',
  'user',
  'u',
  'c',
  'm',
  'profile',
  'author',
  'authors',
  'accounts',
  'people',
  'person',
  'actors',
  'channel',
  'channels',
  'video-channels',
].join('|');

const slash = '(?:/|%2F)';
/** `@` and `~` begin a name only where no mailbox or host is under way. */
const sigil = '(?:(?<![\\p{L}\\p{N}_.+-])|(?<=%2F|%3D|%20))(?:@|%40|~|%7E)';
/** Where an account name stands, whatever the name is. */
export const accountPosition = `(?<=${sigil}|acct(?::|%3A)|${slash}(?:${containers})${slash}(?:@|%40|~)?)`;
/** Where any segment, query value or fragment of a URL begins, and no host does. */
export const segmentStart = '(?<=(?:/|%2F|=|%3D|#|%23))(?<!//|%2F%2F)';
/** A word starts here, and not the host of a mailbox; a percent-encoded character may stand before it. */
export const wordStart = '(?<![\\p{L}\\p{N}_-](?:@|%40))(?:(?<=%[0-9a-f]{2})|(?<![\\p{L}\\p{N}_.-]))';
/** A word ends here, and no host name goes on. */
export const wordEnd = '(?![\\p{L}\\p{N}_-]|\\.(?!(?:json|rss|atom|xml|html)(?![a-z0-9]))[\\p{L}\\p{N}])';

const accountPath = new RegExp(`/(?:(?:${containers})/[@~]?|[@~])([^/?#@]{1,256})/?(?:[?#].*)?$`, 'iu');

/** The account name that a URL ends in, or that an `acct:` names. Undefined: there is none. */
export function accountNamed(identifier: string): string | undefined {
  const acct = /^(?:acct:)?@?([^@/:]{1,256})@[^@/]+$/i.exec(identifier)?.[1];
  const name = acct ?? accountPath.exec(identifier)?.[1];
  return name === undefined ? undefined : decoded(name);
}

const accountNamesIn = new RegExp(`${accountPosition}[^/?#@&]{1,256}`, 'giu');

/** What stands in a URL where account names stand. */
export function accountNames(href: string): readonly string[] {
  return (href.match(accountNamesIn) ?? []).map((name) => decoded(name));
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name; // Remote text that is not percent-encoded; it is a name as it stands.
  }
}

/** A pattern that finds any of the names between a start and the end of a word. Undefined: there are no names. */
export function namePattern(start: string, names: readonly string[]): RegExp | undefined {
  if (names.length === 0) return undefined;
  // Longest first, so that a name that begins with another one is replaced whole.
  const alternatives = names.toSorted((a, b) => b.length - a.length).map((name) => literally(name));
  return new RegExp(`${start}(?:${alternatives.join('|')})${wordEnd}`, 'giu');
}

function literally(name: string): string {
  return name.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
