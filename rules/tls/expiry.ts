import type { CertificateFacts } from '../../crawler/probe.ts';
import { cannotTell, defineRule, failed, passedBecause } from '../rule.ts';
import { rfc } from '../sources.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** Is there time left to renew the certificate? */
export const tlsExpiry = defineRule({
  id: 'tls.expiry',
  version: 1,
  title: 'The certificate is valid for more than three days, or for more than 30 % of a short life',
  audience: 'sre',
  requirement: 'convention',
  impact: 'breaks',
  sources: [rfc(5280, '4.1.2.5')],
  breaks: 'On the day it expires every peer refuses the connection.',
  falsePositives:
    'A renewal that is set for the last days runs in time, and is told all the same. Another machine behind the name may have the new certificate already.',
  advice: 'Look at why the renewal did not run, and renew by hand today.',
  needs: ['tls'],
  floor: { vantages: 2 },
  check({ tls }) {
    const leaves = tls.data.sessions.flatMap(({ chain }) => chain.slice(0, 1));
    const first = leaves.toSorted((a, b) => a.validTo.localeCompare(b.validTo))[0];
    if (first === undefined) return cannotTell('The handshake carried no certificate');
    const leftMs = Date.parse(first.validTo) - Date.parse(tls.startedAt);
    if (leftMs <= 0) return failed(`The certificate expired on ${moment(first.validTo)}`);
    const sentence = `The certificate expires on ${moment(first.validTo)}, in ${span(leftMs)}`;
    return leftMs <= noticeMs(first) ? failed(sentence) : passedBecause(sentence);
  },
});

/** Three days; 30 % of the life of certificates that live for less than ten. */
function noticeMs({ validFrom, validTo }: Pick<CertificateFacts, 'validFrom' | 'validTo'>): number {
  return Math.min(3 * dayMs, 0.3 * (Date.parse(validTo) - Date.parse(validFrom)));
}

function moment(validTo: string): string {
  return `${validTo.slice(0, 16).replace('T', ' ')} UTC`;
}

/** Whole days, or hours of the last two. */
function span(ms: number): string {
  return ms < 2 * dayMs ? `${Math.floor(ms / hourMs)} h` : `${Math.floor(ms / dayMs)} days`;
}
