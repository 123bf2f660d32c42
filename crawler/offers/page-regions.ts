import type { PageNode } from '../html/element-text.ts';

/** What of an element tells where it stands. */
export interface PageElement {
  readonly name?: string;
  readonly attribs?: Readonly<Record<string, string>>;
}

/** Where a node stands. `region`: a part of the page that its software writes. `people`: one that users write. */
export interface Setting {
  readonly noscript: boolean;
  readonly region: boolean;
  readonly people: boolean;
}

const regions: ReadonlySet<string> = new Set(['footer', 'nav', 'aside', 'noscript', 'head']);
const regionNames =
  /(?:^|[\s_-])(?:footer|sidebar|about|version|nav|navbar|powered|colophon|imprint|instance)(?:$|[\s_-])/i;
const people: ReadonlySet<string> = new Set(['article', 'blockquote']);
const peopleNames =
  /(?:^|\s)(?:post|posts|note|status|toot|bio|e-content|h-entry|h-feed|comment|comments|timeline)(?:$|\s)/i;

/** Where an element stands, inside another. Most stand where the one around them does, which is the same object then. */
export function settingOf({ name, attribs = {} }: PageElement, outer: Setting): Setting {
  // Texts are more than half of a page.
  if (name === undefined) return outer;
  const names = `${attribs['id'] ?? ''} ${attribs['class'] ?? ''}`.slice(0, 500);
  const noscript = outer.noscript || name === 'noscript';
  const region =
    outer.region ||
    regions.has(name) ||
    attribs['role'] === 'contentinfo' ||
    (names !== ' ' && regionNames.test(names));
  const byPeople = outer.people || people.has(name) || (names !== ' ' && peopleNames.test(names));
  const isSame = noscript === outer.noscript && region === outer.region && byPeople === outer.people;
  return isSame ? outer : { noscript, region, people: byPeople };
}

/**
 * Visits what is below some nodes and they themselves, in the order of the document, each with where it stands. `outer`: where the first ones stand.
 * `look`: says whether what is in a node is visited too. The stack is our own: recursion would end where a hostile page wants it.
 */
export function walk(
  roots: readonly PageNode[],
  outer: Setting,
  look: (node: PageNode, setting: Setting) => boolean,
): void {
  const nodes = roots.toReversed();
  // Beside the nodes and not with each in an object: a page has thousands.
  const settings = nodes.map(() => outer);
  for (let node = nodes.pop(); node !== undefined; node = nodes.pop()) {
    const setting = settingOf(node, settings.pop() ?? outer);
    const { children } = node;
    if (!look(node, setting) || children === undefined) continue;
    for (let at = children.length - 1; at >= 0; at -= 1) {
      const child = children[at];
      if (child === undefined) continue;
      nodes.push(child);
      settings.push(setting);
    }
  }
}
