import { load } from 'cheerio/slim';
import { describe, expect, test } from 'vitest';
import type { PageNode } from '../../../crawler/html/element-text.ts';
import { parsePage, parseXml } from '../../../crawler/html/page-tree.ts';
import { mastodonPage } from '../../fediverse/documents/pages/mastodon.ts';

type Told = readonly [
  type: string,
  name: unknown,
  attribs: unknown,
  data: unknown,
  children: readonly Told[],
];

/** All that is read of a node. */
function told({ type, name, attribs, data, children = [] }: PageNode): Told {
  return [type, name, attribs && { ...attribs }, data, children.map(told)];
}

/** What is in a tree, whatever its root is. */
function inside(nodes: readonly PageNode[]): readonly Told[] {
  return nodes.flatMap((node) => (node.type === 'root' ? (node.children ?? []) : [node])).map(told);
}

describe('the tree of a page', () => {
  test.each([
    ['a page', mastodonPage({ host: 'example.org', version: '1.2.3' })],
    ['one without an end', '<!doctype html><body><p>Source <a href="/x">code'],
    ['a comment before everything', '<!-- a --><title>b</title>'],
    ['a tag that is cut off', '<title'],
    ['a tag alone', '<b>'],
    ['an end without a begin', '</b>text'],
    ['a bracket before the first tag', '1 < 2 <b>three</b>'],
    ['words that could be a selector', 'body > a'],
    ['nothing', ''],
  ])('is the one that cheerio makes of it: %s', (_what, html) => {
    const tree = inside(parsePage(html).root().toArray());

    expect(tree).toEqual(inside(load(html).root().toArray()));
    expect(JSON.stringify(tree).includes('"tag"')).toBe(/<[a-z]+>|<p>/.test(html));
  });

  test('of one page is not that of another', () => {
    const [one, other] = [parsePage('<p>one</p>'), parsePage('<p>other</p>')];

    expect(inside(one.root().toArray())).not.toEqual(inside(other.root().toArray()));
  });
});

describe('the tree of an XML document', () => {
  test.each([
    ['an XRD', '<XRD xmlns="x"><Link rel="lrdd" template="t"/><![CDATA[a]]></XRD>'],
    ['one without an end', '<XRD><Link'],
    ['no XML', 'body > a'],
  ])('is the one that cheerio makes of it, with a declaration or without: %s', (_what, xml) => {
    const tree = inside(load(xml, { xml: true }).root().toArray());

    expect(inside(parseXml(xml).root().toArray())).toEqual(tree);
    const declared = `\n<?xml version="1.0"?>${xml}`;
    expect(inside(parseXml(declared).root().toArray())).toEqual(tree);
    expect(JSON.stringify(tree).includes('"XRD"')).toBe(xml.startsWith('<XRD'));
  });
});
