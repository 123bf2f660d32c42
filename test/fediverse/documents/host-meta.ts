import type { Handler } from './reply.ts';
import { text } from './reply.ts';

/** The XRD with the WebFinger template. Source: RFC 6415 §3.1.1; mastodon:app/views/well_known/host_meta. */
export function hostMeta(webHost: string): Handler {
  const template = `https://${webHost}/.well-known/webfinger?resource={uri}`;
  const body =
    '<?xml version="1.0" encoding="UTF-8"?>\n<XRD xmlns="http://docs.oasis-open.org/ns/xri/xrd-1.0">\n' +
    `  <Link rel="lrdd" template="${template}"/>\n</XRD>\n`;
  return () => text(body, 'application/xrd+xml; charset=utf-8');
}
