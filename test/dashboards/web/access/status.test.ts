import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aFinding, host } from '../../../store/examples.ts';
import { ago, fleet, now } from '../fleet.ts';
import { type Site, siteOf, storeWith } from '../site.ts';
import { bearer, guardedDeps } from './people.ts';

let stored: Awaited<ReturnType<typeof storeWith>>;
let site: Site;
let nowMs = now;
let reads = 0;

const confirmed = (name: string, outcome: 'passed' | 'failed') =>
  aFinding({
    server: host(name),
    rule: 'availability.confirmed',
    outcome,
    because: 'secret reason',
    observedAt: ago(30),
    since: ago(2 * 86_400),
  });

beforeAll(async () => {
  const whole = fleet();
  const said = [confirmed('social.example', 'passed'), confirmed('ville.example', 'failed')];
  stored = await storeWith({ ...whole, findings: [...whole.findings, ...said] });
  const counting = {
    ...stored.store,
    availability: (order: Parameters<typeof stored.store.availability>[0]) => {
      reads += 1;
      return stored.store.availability(order);
    },
  };
  const clock = { now: () => nowMs, elapsed: () => 0 };
  site = await siteOf(guardedDeps(counting, {}, { clock }));
});
afterAll(async () => {
  await site.close();
  await stored.close();
});

describe('the public status of a hosted server', () => {
  it('says its state, since when, and its availability by month, and nothing else', async () => {
    nowMs = now + 600_000;
    const up = await site.ask('/status/social.example');
    const down = await site.ask('/status/ville.example');

    expect(up).toMatchObject({ status: 200, headers: { 'cache-control': 'public, max-age=60' } });
    expect(up.text).toMatch(/up since 2026-11-19 23:00:00 UTC/);
    expect(up.text).toMatch(/2026-11<\/th><td[^>]*><div>100\.00 %/);
    expect(up.text).toMatch(/2026-10<\/th><td[^>]*><div>not known/);
    expect(down.text).toMatch(/down since 2026-11-19/);
    for (const { text, headers } of [up, down]) {
      expect(headers['set-cookie']).toBeUndefined();
      for (const inner of [
        'secret reason',
        'Institution',
        'Ville d',
        'mastodon',
        'connect',
        '192.0.2.10',
        '/servers/',
      ])
        expect(text).not.toContain(inner);
    }
  });

  it('is a badge that other sites can show, and that runs nothing', async () => {
    const { status, headers, text } = await site.ask('/status/social.example.svg');

    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'content-type': 'image/svg+xml; charset=utf-8',
      'cross-origin-resource-policy': 'cross-origin',
      'content-security-policy': expect.stringContaining("default-src 'none'; sandbox"),
      'cache-control': 'public, max-age=60',
    });
    expect(text).toContain('aria-label="social.example: up · 100.00 %"');
    expect(text).not.toMatch(/<script|href|secret reason/);
  });

  it.each([
    'stadt.example',
    'store.example',
    'peer-one.example',
    'nowhere.example',
    '%00',
    'stadt.example.svg',
  ])('is not there for %s, whoever asks', async (name) => {
    for (const headers of [{}, bearer('customer'), bearer('admin')]) {
      const { status, text } = await site.ask(`/status/${name}`, {
        headers: headers as Record<string, string>,
      });
      expect(status).toBe(404);
      expect(text).not.toContain('Availability by month');
    }
  });

  it('is read once a minute, however many ask', async () => {
    nowMs += 120_000;
    reads = 0;
    await Promise.all(Array.from({ length: 8 }, () => site.ask('/status/social.example.svg')));
    expect(reads).toBe(1);
    nowMs += 60_000;
    await site.ask('/status/social.example');
    expect(reads).toBe(2);
  });

  it('is unknown when nothing was seen for an hour: silence is no health', async () => {
    nowMs = now + 2 * 3_600_000;
    const { text } = await site.ask('/status/social.example.svg');

    expect(text).toContain('social.example: unknown');
  });
});
