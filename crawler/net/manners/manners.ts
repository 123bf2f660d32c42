import type { Host } from '../../../model/host.ts';
import type { Consent } from '../../../model/observation.ts';
import type { Exchanged } from '../exchange.ts';
import { parseTarget, type Target } from '../url-policy.ts';

/** Documents whose redirect names a server's web domain. Source: Mastodon, WEB_DOMAIN. */
const discovery: ReadonlySet<string> = new Set(['/.well-known/host-meta', '/.well-known/webfinger']);

/**
 * How one visit behaves towards each host. A server's consent covers the server and the one web domain that its own discovery document is
 * redirected to; whoever else it links or redirects to has consented to nothing.
 */
export class Manners {
  readonly #host: Host;
  readonly #consent: Consent;
  #webDomain: Host | undefined;

  /** `webDomain`: as an earlier visit learned it from the same redirect. */
  constructor(host: Host, consent: Consent, webDomain?: Host) {
    this.#host = host;
    this.#consent = consent;
    this.#webDomain = webDomain;
  }

  towards(host: Host): Consent {
    return host === this.#host || host === this.#webDomain ? this.#consent : 'peer';
  }

  /** Looks for the redirect that proves the web domain; the first one counts. */
  learn({ host, url }: Target, { exchange, location }: Exchanged): void {
    if (host !== this.#host || url.protocol !== 'https:' || !discovery.has(url.pathname)) return;
    if (location === undefined || exchange.status === undefined) return;
    if (exchange.status < 301 || exchange.status > 308) return;
    const to = parseTarget(location, url);
    if (to.ok && to.target.url.pathname === url.pathname && to.target.host !== host)
      this.#webDomain ??= to.target.host;
  }
}
