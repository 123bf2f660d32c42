import { maxUrlLength } from '../url-policy.ts';

const newline = '\n';
const star = '*'.charCodeAt(0);
const dollar = '$'.charCodeAt(0);
/** More than any path of a URL has, in which each character may have become three. */
const longestPath = 3 * maxUrlLength;

/**
 * Rules that stand one a line, `+` or `-` before the path, as they are kept and looked through: in the one spelling in which paths are compared, and those first that win over
 * others: the longer, and of two that are equally long the one that allows. Source: RFC 9309 §2.2.2.
 */
export function orderedRules(lines: string): string {
  const rules = lines.split(newline).filter((line) => line !== '');
  return rules.map(spelled).filter(isWithinReach).toSorted(byRank).join(newline);
}

/** May a path be asked for, by rules in their order? They stay text: cut up they are forty times as large, and few are more than begun to be read. */
export function allowsPath(rules: string, path: string): boolean {
  const asked = literal(path).replaceAll('*', '%2A');
  for (let from = 0; from < rules.length; ) {
    const end = endOfLine(rules, from);
    if (mayMatch(rules, { from: from + 1, end }, asked) && matches(rules.slice(from + 1, end), asked))
      return rules[from] === '+';
    from = end + 1;
  }
  return true;
}

/** Is there a URL that we would ask for, and that it could match? */
function isWithinReach(rule: string): boolean {
  return rule.length <= longestPath || rule.replaceAll('*', '').length <= longestPath;
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf(newline, from);
  return end === -1 ? text.length : end;
}

function byRank(one: string, other: string): number {
  return other.length - one.length || Number(other.startsWith('+')) - Number(one.startsWith('+'));
}

/** What makes a sign of it stays: a dollar at its end, and stars. */
function spelled(line: string): string {
  const isWhole = line.endsWith('$');
  return `${line.slice(0, 1)}${literal(line.slice(1, isWhole ? -1 : undefined))}${isWhole ? '$' : ''}`;
}

/** Does a path begin as a rule does, as far as its first sign? Most do not in their second letter. */
function mayMatch(
  rules: string,
  { from, end }: { readonly from: number; readonly end: number },
  path: string,
): boolean {
  for (let at = from; at < end; at += 1) {
    const letter = rules.charCodeAt(at);
    if (letter === star) return true;
    if (letter !== path.charCodeAt(at - from)) return letter === dollar;
  }
  return true;
}

/** Each part where it first stands: a later place leaves less room for the rest, so no other has to be tried. */
function matches(rule: string, path: string): boolean {
  const isWhole = rule.endsWith('$');
  const [start = '', ...inner] = (isWhole ? rule.slice(0, -1) : rule).split('*');
  if (!path.startsWith(start)) return false;
  const end = isWhole ? inner.pop() : undefined;
  let at = start.length;
  for (const part of inner) {
    const found = path.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  if (isWhole && end === undefined) return at === path.length;
  return end === undefined || path.slice(at).endsWith(end);
}

const unchanged = /^[\w./~-]*$/;
const unreserved = /[\w.~-]/;
/** Octets whose spelling may change: those of unreserved characters, and those with small letters. What `encodeURI` made needs no look. */
const respelt =
  /%(?:[a-f][\da-f]|[\da-f][a-f]|[a-f][A-F]|[A-F][a-f]|2[DE]|3\d|[46][1-9A-F]|5[\dAF]|7[\dAE])/g;

/** A path in the one spelling in which it is compared; what rules take for signs stands for itself. Source: RFC 9309 §2.2.2, §2.2.3. */
function literal(text: string): string {
  if (unchanged.test(text)) return text;
  return encodeURI(text.toWellFormed())
    .replaceAll('%25', '%')
    .replaceAll(respelt, (octet) => {
      const character = String.fromCharCode(Number.parseInt(octet.slice(1), 16));
      return unreserved.test(character) ? character : octet.toUpperCase();
    })
    .replaceAll('$', '%24');
}
