import type { Host } from '../../model/host.ts';
import type { TlsFacts } from '../net/tls-facts.ts';

/** What each of the server's names shows in a handshake: the account domain first, the web domain second when it differs. */
export interface TlsData {
  readonly sessions: readonly (TlsFacts & { readonly host: Host })[];
}
