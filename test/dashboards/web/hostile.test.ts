import { afterAll, beforeAll, expect, it } from 'vitest';
import { body, evidence, hostile, hostileFleet, hostileRules, server } from './hostile.ts';
import { depsOf, type Site, siteOf, storeWith } from './site.ts';

let stored: Awaited<ReturnType<typeof storeWith>>;
let site: Site;
const fleet = hostileFleet();
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
  const monitor = { name: hostile, contact: hostile, vantage: hostile };
  site = await siteOf(depsOf(stored.store, { rules: hostileRules, monitor }));
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
