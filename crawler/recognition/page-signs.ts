import type { Exchange } from '../../model/exchange.ts';
import {
  type AttributePattern,
  type ElementPattern,
  type FingerprintOf,
  showsInHead,
} from '../../model/fingerprint.ts';
import { perCatalogue, type SoftwareCatalogue } from '../../model/software/catalogue.ts';
import { elementText, type PageNode } from '../html/element-text.ts';
import type { PageTree } from '../html/page-tree.ts';
import { hasMembers } from './members.ts';

type PageSign = FingerprintOf<'html'> | FingerprintOf<'page-data'>;

/** The signs that a node can show: a page has many nodes, and there are many signs. */
interface SignsByNode {
  readonly inComments: readonly PageSign[];
  readonly inAnyElement: readonly PageSign[];
  /** By the names of elements; an element of another name may show what no sign ties to a name. */
  readonly byName: ReadonlyMap<string, readonly PageSign[]>;
}

const signsByNode = perCatalogue(({ profiles }): SignsByNode => {
  const signs: readonly PageSign[] = profiles.flatMap(({ fingerprints }) =>
    fingerprints.filter((print) => print.kind === 'html' || print.kind === 'page-data'),
  );
  const inElements = signs.filter((sign) => elementOf(sign) !== undefined);
  const byTag = Map.groupBy(inElements, (sign) => elementOf(sign)?.tag);
  const inAnyElement = byTag.get(undefined) ?? [];
  return {
    inComments: signs.filter((sign) => elementOf(sign) === undefined),
    inAnyElement,
    byName: new Map(
      [...byTag].map(([tag = '', some]) => [tag, tag === '' ? some : [...some, ...inAnyElement]]),
    ),
  };
});

/** Elements whose text is read for one sign, at most: software has one or two. */
const maxReadings = 20;

/**
 * The signs of software in a page, as profiles declare them: their ids, sorted, without repeats. Never text of the page.
 * It is walked once, because selectors cost time by the square of its depth.
 */
export function pageSigns(page: PageTree, software: SoftwareCatalogue): readonly string[] {
  const signs = signsByNode(software);
  const readings = new Map<PageSign, number>();
  const found = new Set<string>();
  const waiting: PageNode[] = [...page.root().toArray()];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    for (const sign of signsFor(node, signs))
      if (!found.has(sign.id) && isFound(node, sign, readings)) found.add(sign.id);
    if (node.children !== undefined) for (const child of node.children) waiting.push(child);
  }
  return [...found].toSorted();
}

const headPrintsOf = perCatalogue(({ profiles }) =>
  profiles
    .flatMap(({ fingerprints }) => fingerprints)
    .filter(({ kind }) => kind === 'header' || kind === 'cookie'),
);

/** The signs of software in the heads of some answers: their ids, in the order of the profiles. */
export function headSigns(exchanges: readonly Exchange[], software: SoftwareCatalogue): readonly string[] {
  return headPrintsOf(software)
    .filter((print) => exchanges.some((exchange) => showsInHead(print, exchange)))
    .map(({ id }) => id);
}

function signsFor(
  { type, name }: PageNode,
  { inComments, inAnyElement, byName }: SignsByNode,
): readonly PageSign[] {
  if (type === 'comment') return inComments;
  return name === undefined ? [] : (byName.get(name) ?? inAnyElement);
}

/** The element that a sign is. Undefined: it is a comment. */
function elementOf(sign: PageSign): ElementPattern | undefined {
  if (sign.kind === 'page-data') return sign.element;
  return 'element' in sign.find ? sign.find.element : undefined;
}

function isFound(node: PageNode, sign: PageSign, readings: Map<PageSign, number>): boolean {
  if (sign.kind === 'html' && 'comment' in sign.find)
    return node.type === 'comment' && node.data?.includes(sign.find.comment) === true;
  const wanted = elementOf(sign);
  if (wanted === undefined || !isElement(node, wanted)) return false;
  const before = readings.get(sign) ?? 0;
  readings.set(sign, before + 1);
  return before < maxReadings && says(node, sign);
}

function says(node: PageNode, sign: PageSign): boolean {
  if (sign.kind === 'page-data') return hasMembers(elementText(node), sign.members);
  const contains = 'contains' in sign.find ? sign.find.contains : undefined;
  return contains === undefined || elementText(node).includes(contains);
}

function isElement({ name, attribs }: PageNode, { tag, attributes = {} }: ElementPattern): boolean {
  if (name === undefined || (tag !== undefined && name !== tag)) return false;
  for (const key in attributes) {
    const pattern = attributes[key];
    if (pattern !== undefined && !hasAttribute(attributeOf(attribs, key), pattern)) return false;
  }
  return true;
}

/** What an attribute says. Absent: the element has none of that name, whatever every object has (`constructor`). */
function attributeOf(attribs: PageNode['attribs'], name: string): string | undefined {
  return attribs !== undefined && Object.hasOwn(attribs, name) ? attribs[name] : undefined;
}

function hasAttribute(value: string | undefined, pattern: AttributePattern): boolean {
  if (value === undefined || pattern === 'present') return value !== undefined;
  if ('is' in pattern) return value === pattern.is;
  return 'begins' in pattern ? value.startsWith(pattern.begins) : value.includes(pattern.includes);
}
