import type { PageNode } from '../html/element-text.ts';
import { parseXml } from '../html/page-tree.ts';
import { requireSuccess } from '../net/json.ts';
import { ProbeFailure } from '../net/probe-failure.ts';
import { defineProbe } from '../probe.ts';

/** The XRD that older peers ask first for the WebFinger template. */
export interface HostMetaData {
  /** The URL that answered, after redirects. */
  readonly url: string;
  /** As sent. Absent: the header is missing. */
  readonly contentType?: string;
  /** `template` of every `rel="lrdd"` link, in document order. */
  readonly lrddTemplates: readonly string[];
}

const accept = 'application/xrd+xml, application/xml, text/xml';

/** The host's own description. Source: RFC 6415 §2, §3. */
export const hostMeta = defineProbe({
  id: 'host-meta',
  version: 2,
  cadence: 'E',
  async run({ server }, io): Promise<HostMetaData> {
    const url = `https://${server.host}/.well-known/host-meta`;
    const fetched = requireSuccess(await io.get(url, { accept, maxBytes: 64 * 1024 }));
    const contentType = fetched.headers['content-type'];
    return {
      url: fetched.url,
      ...(contentType !== undefined && { contentType }),
      lrddTemplates: lrddTemplates(new TextDecoder().decode(fetched.bytes)),
    };
  },
});

function lrddTemplates(xml: string): readonly string[] {
  const links = linksOfXrd(parseXml(xml).root().toArray());
  if (links === undefined) throw new ProbeFailure('body-not-xml', 'the document is no XRD');
  if (!/<\/XRD\s*>|<XRD[^<>]*\/>/.test(xml)) throw new ProbeFailure('body-not-xml', 'the XRD has no end');
  const templates = links.map(({ attribs }) =>
    attribs?.['rel'] === 'lrdd' ? attribs['template'] : undefined,
  );
  return templates.filter((template) => template !== undefined).slice(0, 20);
}

/** The links of XRDs, in document order. Undefined: there is no XRD. A selector would be compiled for each document anew. */
function linksOfXrd(roots: readonly PageNode[]): readonly PageNode[] | undefined {
  const waiting = roots.toReversed().map((node) => ({ node, isInXrd: false }));
  const links: PageNode[] = [];
  let hasXrd = false;
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { node, isInXrd } = next;
    const isXrd = node.name === 'XRD';
    hasXrd ||= isXrd;
    if (isInXrd && node.name === 'Link') links.push(node);
    for (const child of (node.children ?? []).toReversed()) waiting.push({ node: child, isInXrd: isXrd });
  }
  return hasXrd ? links : undefined;
}
