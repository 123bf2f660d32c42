/** One rule of a robots.txt, its path cut at its stars. */
interface Rule {
  readonly allows: boolean;
  /** What a path begins with. */
  readonly start: string;
  /** What follows in this order, with anything between. */
  readonly inner: readonly string[];
  /** What it ends with, behind a star. Undefined: it may go on. */
  readonly end: string | undefined;
  /** Is a path matched by the start alone, and by all of it? */
  readonly isExact: boolean;
  /** Octets of the rule's path: of several rules that match the longest holds. */
  readonly length: number;
}

/** May a path be asked for, by rules that stand one a line, `+` or `-` before the path? Of two that are equally long the one that allows holds. Source: RFC 9309 §2.2.2. */
export function pathRules(lines: string): (path: string) => boolean {
  const rules = lines
    .split('\n')
    .filter((line) => line !== '')
    .map(ruleOf)
    .toSorted((a, b) => b.length - a.length || Number(b.allows) - Number(a.allows));
  return (path) => {
    const asked = literal(path).replaceAll('*', '%2A');
    return rules.find((rule) => matches(rule, asked))?.allows ?? true;
  };
}

function ruleOf(line: string): Rule {
  const isWhole = line.endsWith('$');
  const path = literal(line.slice(1, isWhole ? -1 : undefined));
  const [start = '', ...others] = path.split('*');
  const end = isWhole ? others.pop() : undefined;
  return {
    allows: line.startsWith('+'),
    start,
    inner: others.length === 0 ? others : others.filter((part) => part !== ''),
    end,
    isExact: isWhole && end === undefined,
    length: path.length + Number(isWhole),
  };
}

/** Each part where it first stands: a later place leaves less room for the rest, so no other has to be tried. */
function matches({ start, inner, end, isExact }: Rule, path: string): boolean {
  if (!path.startsWith(start)) return false;
  let at = start.length;
  for (const part of inner) {
    const found = path.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  if (isExact) return at === path.length;
  return end === undefined || path.slice(at).endsWith(end);
}

const unchanged = /^[\w./~-]*$/;
const unreserved = /[\w.~-]/;

/** A path in the one spelling in which it is compared; what rules take for signs stands for itself. Source: RFC 9309 §2.2.2, §2.2.3. */
function literal(text: string): string {
  if (unchanged.test(text)) return text;
  return encodeURI(text.toWellFormed())
    .replaceAll('%25', '%')
    .replaceAll(/%[0-9a-f]{2}/gi, (octet) => {
      const character = String.fromCharCode(Number.parseInt(octet.slice(1), 16));
      return unreserved.test(character) ? character : octet.toUpperCase();
    })
    .replaceAll('$', '%24');
}
