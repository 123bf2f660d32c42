import { cannotTell, defineRule, failed, inapplicable, passed } from '../rule.ts';
import { rfc } from '../sources.ts';

/** Does the server send the intermediate certificates that clients need? */
export const tlsChainComplete = defineRule({
  id: 'tls.chain-complete',
  version: 1,
  title: 'The server sends its certificate together with the intermediate ones',
  audience: 'sre',
  requirement: 'should',
  impact: 'breaks',
  sources: [rfc(8446, '4.4.2')],
  breaks:
    'Browsers hide it by fetching what is missing; servers written in Ruby, Go, Node or Rust refuse the connection.',
  falsePositives: 'Clients that fetch or remember intermediate certificates, as browsers do, notice nothing.',
  advice: 'Configure the full chain (often a file called fullchain) instead of the certificate alone.',
  needs: ['tls'],
  floor: { vantages: 2 },
  check({ tls }) {
    const problems = tls.data.sessions.map(({ problem }) => problem);
    const incomplete = tls.data.sessions.find(({ problem }) => problem === 'tls-chain-incomplete');
    if (incomplete !== undefined) {
      return failed(
        `At ${incomplete.host} the handshake carries ${incomplete.chain.length} certificate(s) and no intermediate one`,
      );
    }
    if (problems.includes('tls-self-signed'))
      return inapplicable('The certificate is signed by itself, so it has no chain');
    if (problems.includes('tls-untrusted'))
      return cannotTell('The certificate leads to no authority we know, so its chain cannot be judged');
    return passed;
  },
});
