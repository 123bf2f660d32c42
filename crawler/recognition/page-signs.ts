import type { CheerioAPI } from 'cheerio/slim';
import type { FingerprintOf } from '../../model/fingerprint.ts';
import { profiles } from '../../model/software/index.ts';
import { hasMembers } from './members.ts';

type PageSign = FingerprintOf<'html'> | FingerprintOf<'page-data'>;

const signs: readonly PageSign[] = profiles.flatMap(({ fingerprints }) =>
  fingerprints.filter((print) => print.kind === 'html' || print.kind === 'page-data'),
);

/** Longest text of one element that is looked through, in characters. */
const longestText = 512 * 1024;

/**
 * The signs of software in a page, as profiles declare them: their ids, sorted, without repeats. Never text of the page.
 * The page may be parsed by any of cheerio's parsers.
 */
export function pageSigns(page: CheerioAPI): readonly string[] {
  return signs
    .filter((sign) => isFound(page, sign))
    .map(({ id }) => id)
    .toSorted();
}

function isFound(page: CheerioAPI, sign: PageSign): boolean {
  if (sign.kind === 'page-data') return hasData(page, sign);
  const { find } = sign;
  return 'comment' in find ? hasComment(page, find.comment) : hasElement(page, find);
}

function hasElement(
  page: CheerioAPI,
  { selector, contains }: { readonly selector: string; readonly contains?: string },
): boolean {
  const elements = page(selector);
  if (contains === undefined) return elements.length > 0;
  // `html`, not `text`: what stands in a noscript is markup to one parser and text to another.
  return elements.toArray().some((element) => textOf(page, element).includes(contains));
}

type Found = ReturnType<ReturnType<CheerioAPI>['toArray']>[number];

function textOf(page: CheerioAPI, element: Found): string {
  return (page(element).html() ?? '').slice(0, longestText);
}

/** Comments of software stand before the page, at its head or at its end, not deep in it. */
function hasComment(page: CheerioAPI, text: string): boolean {
  const places = [page.root(), page('html'), page('head'), page('body')];
  return places.some((place) =>
    place
      .contents()
      .toArray()
      .some((node) => node.type === 'comment' && node.data.includes(text)),
  );
}

function hasData(page: CheerioAPI, { selector, members }: FingerprintOf<'page-data'>): boolean {
  const scripts = page(selector).toArray();
  if (members.length === 0) return scripts.length > 0;
  return scripts.some((script) => hasMembers(textOf(page, script), members));
}
