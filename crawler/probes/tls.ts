import type { Host } from '../../model/host.ts';
import type { TlsFacts } from '../net/connection/tls-facts.ts';
import { defineProbe } from '../probe.ts';
import { domains } from './domains.ts';

/** What each of the server's names shows in a handshake: the account domain first, the web domain second when it differs. */
export interface TlsData {
  readonly sessions: readonly (TlsFacts & { readonly host: Host })[];
}

/** Certificates and protocol of a server, valid or not; no request is sent. Source: RFC 8446, RFC 9525. */
export const tls = defineProbe({
  id: 'tls',
  version: 2,
  cadence: 'A',
  after: { domains },
  async run({ server }, io, prior): Promise<TlsData> {
    const hosts = new Set([server.host, prior.domains.ok ? prior.domains.data.webDomain : server.host]);
    const sessions: TlsData['sessions'][number][] = [];
    for (const host of hosts) sessions.push({ host, ...(await io.handshake(host)) });
    return { sessions };
  },
});
