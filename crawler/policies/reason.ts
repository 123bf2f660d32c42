const maxLength = 500;
/** What is searched: a cut after the search must not leave half an address, and a megabyte is nobody's reason. */
export const searched = 4_000;

/**
 * A link, also one that somebody wrote without its scheme, or with one that nobody can click. Its parts are bounded: text of nothing but beginnings of links
 * would be looked through from each of them to its end.
 */
const profileLink =
  /(?:(?:https?|hxxps?):\/\/[^\s"'<>/?#]{1,253}|(?<![\p{L}\p{N}.-])[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,10}(?::\d{1,5})?)\/(?:(?:@|%40|~|users?\/|u\/|profile\/|display\/|accounts?\/|a\/|c\/|author\/|channel\/|video-channels\/|p\/[^\s"'<>/]+\/\d|notice\/|notes\/|objects\/|web\/@)[^\s"'<>]*|[^\s"'<>]{0,256}(?:@|%40|＠)[^\s"'<>]*)/giu;
const acctUri = /acct(?::|%3a)[^\s"'<>]+/giu;
const mailbox =
  /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]{1,64}(?:@|%40|＠| ?[([{] ?(?:at|@) ?[)\]}] ?)[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){0,10}/giu;
const handle =
  /(?<![\p{L}\p{N}._%+-])(?:@|%40|＠)[\p{L}\p{N}_][\p{L}\p{N}_.-]{0,63}(?:(?:@|%40|＠)[\p{L}\p{N}.-]{1,253})?/giu;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
const controls = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+/g;

/** A reason as it may be stored: no handles, e-mail addresses or links to profiles, no control characters, at most 500 characters. Undefined: nothing is left. */
export function storableReason(text: string): string | undefined {
  const stripped = text
    .slice(0, searched)
    .replace(controls, ' ')
    .replace(profileLink, '[link]')
    .replace(acctUri, '[account]')
    .replace(handle, '[account]')
    .replace(mailbox, '[address]')
    .replace(/\s+/g, ' ')
    .trim();
  const capped = [...stripped].slice(0, maxLength).join('').trim();
  return capped === '' ? undefined : capped.toWellFormed();
}
