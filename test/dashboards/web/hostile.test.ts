import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Evidence } from '../../../model/observation.ts';
import { aFinding, anEvidence, anObservation, aServer, host, sha256 } from '../../store/examples.ts';
import { ago, anExchange, rules } from './fleet.ts';
import { depsOf, type Site, siteOf, storeWith } from './site.ts';

const hostile =
  "<script>alert(1)</script>\"><img src=x onerror=alert(2)>' style='x\u001b[31mred\u202egnp.exe\u2066\u0007 javascript:alert(3) &lt;b&gt; " +
  'x'.repeat(300);
const server = host('evil.example');
const body = `<html><script>${hostile}</script></html>`;

/** A server that puts hostile text wherever remote text is kept. */
function hostileFleet() {
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

let stored: Awaited<ReturnType<typeof storeWith>>;
let site: Site;
const fleet = hostileFleet();
const evidence: Evidence = anEvidence(body, { mediaType: 'text/html' });
const pages = [
  '/',
  `/servers/${server}`,
  '/findings/sre',
  '/findings/trust-safety',
  '/findings/legal',
  '/rules',
  '/rules/actor.vary',
  `/observations/${encodeURIComponent(fleet.observations[0]!.id)}`,
  '/about',
  `/servers/${encodeURIComponent(hostile)}`,
  `/nothing?${encodeURIComponent(hostile)}`,
];

beforeAll(async () => {
  stored = await storeWith(fleet, [evidence]);
  const described = rules.map((rule) => ({
    ...rule,
    title: hostile,
    breaks: hostile,
    advice: hostile,
    sources: [{ title: hostile, url: 'javascript:alert(4)' }] as const,
  }));
  const monitor = { name: hostile, contact: hostile, vantage: hostile };
  site = await siteOf(depsOf(stored.store, { rules: described, monitor }));
});
afterAll(async () => {
  await site.close();
  await stored.close();
});

it.each(pages)('shows hostile text as text on %s', async (path) => {
  const { text } = await site.ask(path);

  expect(text).not.toMatch(/<script|<img|\son\w+=(?!alert\(2\)&gt;)/i);
  expect(text).not.toMatch(/(?:href|src|action)="\s*javascript:/i);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not be there
  expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
  expect(text).toContain(
    '&lt;script&gt;alert(1)&lt;/script&gt;&quot;&gt;&lt;img src=x onerror=alert(2)&gt;&#39; style=&#39;x[U+001B][31mred[U+202E]gnp.exe[U+2066][U+0007]',
  );
  expect(text).toContain('&amp;lt;b&amp;gt;');
});

it('says what a finding is about besides its server', async () => {
  const { text } = await site.ask(`/servers/${server}`);

  expect(text).toMatch(
    /<dt>About<\/dt><dd><bdi dir="ltr">&lt;script&gt;.+ peer\.example, peer &lt;script&gt;/s,
  );
});

it('serves hostile evidence as inert text under a sandbox', async () => {
  const { headers, text } = await site.ask(`/evidence/${evidence.keptSha256}`);

  expect(text).toBe(body);
  expect(headers['content-type']).toBe('text/plain; charset=utf-8');
  expect(headers['content-security-policy']).toContain('sandbox');
});

it('keeps hostile text whole in JSON, under a type that no browser renders', async () => {
  const { headers, text } = await site.ask(`/servers/${server}?format=json`);

  expect(JSON.parse(text).findings[0].because).toBe(hostile);
  expect(headers['content-type']).toMatch(/^application\/json/);
});
