import type { Host } from '../../model/host.ts';
import type { CertificateFacts, TlsFacts } from '../net/tls-facts.ts';
import { defineProbe } from '../probe.ts';
import { domains } from './domains.ts';

/** A certificate without the names of who holds and who signed it: what a person signed for a server of their own mostly says who they are. */
type NamelessCertificate = Omit<CertificateFacts, 'subject' | 'issuer'>;

/** What each of the server's names shows in a handshake: the account domain first, the web domain second when it differs. */
export interface TlsData {
  readonly sessions: readonly (Omit<TlsFacts, 'chain'> & {
    readonly host: Host;
    readonly chain: readonly NamelessCertificate[];
  })[];
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
    for (const host of hosts) sessions.push({ host, ...nameless(await io.handshake(host)) });
    return { sessions };
  },
});

function nameless({ chain, ...session }: TlsFacts): Omit<TlsData['sessions'][number], 'host'> {
  return {
    ...session,
    chain: chain.map(({ subject: _holder, issuer: _signer, ...certificate }) => certificate),
  };
}
