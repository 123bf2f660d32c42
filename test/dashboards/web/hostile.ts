import type { Evidence } from '../../../model/observation.ts';
import { aFinding, anEvidence, anObservation, aServer, host, sha256 } from '../../store/examples.ts';
import { ago, anExchange, rules } from './fleet.ts';

/** What a stranger may write wherever remote text is kept. */
export const hostile =
  "<script>alert(1)</script>\"><img src=x onerror=alert(2)>' style='x\u001b[31mred\u202egnp.exe\u2066\u0007 javascript:alert(3) &lt;b&gt; " +
  'x'.repeat(300);
export const server = host('evil.example');
/** A page that would run, if it were shown as one. */
export const body = `<html><script>${hostile}</script></html>`;

/** A server that puts hostile text wherever remote text is kept. */
export function hostileFleet() {
  const exchange = anExchange({
    url: `https://evil.example/${hostile}`,
    accept: hostile,
    address: hostile,
    responseHeaders: { server: hostile, location: `javascript:${hostile}` },
    cookieNames: [hostile],
    body: {
      wireBytes: 1,
      decodedBytes: 1,
      receivedSha256: sha256('r'),
      keptSha256: sha256(body),
      truncated: false,
    },
  });
  const seenAt = { scheduledAt: ago(34), startedAt: ago(34), vantage: 'local' };
  const failed = anObservation({
    server,
    probe: 'nodeinfo',
    ...seenAt,
    exchanges: [exchange],
    data: { [hostile]: hostile, isEscaped: true },
  });
  const finding = aFinding({
    server,
    because: hostile,
    evidence: [failed.id],
    observedAt: ago(34),
    since: ago(34),
  });
  const legal = { ...finding, rule: 'licence.offer-present', audience: 'legal' } as const;
  const moderation = {
    ...finding,
    labels: { peer: hostile, [hostile]: 'peer.example' },
    rule: 'peering.closed-federation',
    audience: 'trust-safety',
  } as const;
  return {
    servers: [
      aServer(server, { role: 'hosted', customer: hostile, expect: { source: hostile, software: hostile } }),
    ],
    observations: [failed],
    findings: [finding, legal, moderation],
  };
}

/** The page of the hostile server, as it was kept. */
export const evidence: Evidence = anEvidence(body, { mediaType: 'text/html' });

/** Rules whose every text is hostile. */
export const hostileRules = rules.map((rule) => ({
  ...rule,
  title: hostile,
  breaks: hostile,
  advice: hostile,
  sources: [{ title: hostile, url: 'javascript:alert(4)' }] as const,
}));
