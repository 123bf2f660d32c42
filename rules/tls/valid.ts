import { failureCodes } from '../../model/failure.ts';
import { goToSocialCode } from '../code.ts';
import { cannotTell, defineRule, failed, passed } from '../rule.ts';
import { rfc, webFingerRfc } from '../sources.ts';

/** Does a client that verifies certificates accept the server? */
export const tlsValid = defineRule({
  id: 'tls.valid',
  version: 1,
  title: 'Clients that verify certificates accept the server',
  audience: 'sre',
  requirement: 'must',
  impact: 'breaks',
  sources: [webFingerRfc('4.2'), rfc(9525, '6'), goToSocialCode('internal/httpclient/client.go')],
  breaks: 'Peers refuse the connection: no posts arrive, no accounts are found, and some peers do not retry.',
  falsePositives:
    'A private authority that the peers of a closed network trust is unknown to us. A machine of ours with an old list of authorities would refuse new ones.',
  advice: 'Renew or replace the certificate so that it names this host and leads to a public authority.',
  needs: [],
  settles: ['tls'],
  floor: { vantages: 2 },
  check({ tls }) {
    if (!tls.ok) {
      const sentence = `No TLS session: ${tls.failure.detail}`;
      const isVerdict = tls.failure.stage === 'tls' && tls.failure.code !== 'tls-timeout';
      return isVerdict ? failed(sentence) : cannotTell(sentence);
    }
    for (const { host, problem } of tls.data.sessions) {
      if (problem !== undefined) return failed(`At ${host}: ${failureCodes[problem].says}`);
    }
    return passed;
  },
});
