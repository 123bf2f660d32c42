import { load } from 'cheerio/slim';
import { requireSuccess } from '../net/json.ts';
import { defineProbe, ProbeFailure } from '../probe.ts';

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

/** Entities are not expanded and nothing is fetched, so hostile XML stays text. */
function lrddTemplates(xml: string): readonly string[] {
  const document = load(xml, { xml: true });
  if (document('XRD').length === 0) throw new ProbeFailure('body-not-xml', 'the document is no XRD');
  if (!/<\/XRD\s*>|<XRD[^>]*\/>/.test(xml)) throw new ProbeFailure('body-not-xml', 'the XRD has no end');
  const links = document('XRD > Link[rel="lrdd"]').toArray();
  return links.flatMap((link) => link.attribs['template'] ?? []).slice(0, 20);
}
