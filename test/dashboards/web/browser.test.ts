import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { step } from '../../../analyzer/alerts/step.ts';
import { instant } from '../../../model/clock.ts';
import { openReviewLog, type ReviewLog } from '../../../store/review-log.ts';
import { aSignal } from '../../analyzer/alerts/timeline.ts';
import { chain } from '../../model/reviews.ts';
import { aServer, host, sha256 } from '../../store/examples.ts';
import { against, aList } from '../../store/policies/lists.ts';
import { temporaryDirectory } from '../../store/temporary.ts';
import { browserFor, emptyPage, lookAt, looks, openPage, overflow, violations } from './browser.ts';
import { ago, fleet, now } from './fleet.ts';
import { evidence, hostile, hostileFleet, hostileRules, server } from './hostile.ts';
import { depsOf, type Site, siteOf, storeWith } from './site.ts';

const day = 86_400;
const label = 'a'.repeat(60);
/** As long as a host can be. */
const longest = host(`${label}.${label}.${label}.${label}.example`);
let stored: Awaited<ReturnType<typeof storeWith>>;
let log: ReviewLog;
let site: Site;

const incident = sha256('incident');
let alert = '';

/** An alert and an incident of which every text is hostile. */
async function recordAlerts(): Promise<void> {
  const alerting = { forMs: 0, keepFiringForMs: 0, limit: 20 };
  const labels = { server, peer: hostile };
  const signal = aSignal({ labels, because: hostile, observedAt: ago(34), since: ago(600), alerting });
  const asked = new Map([[signal.rule, undefined]]);
  const made = step([], [signal], { nowMs: now, asked, silence: () => undefined });
  const members = made.followed.map((one) => one.alert.id);
  alert = members[0] ?? '';
  const cause = { kind: 'software', value: hostile } as const;
  const incidents = [{ id: incident, cause, startedAt: ago(600), joinedAt: ago(600), members }];
  await stored.store.recordAlertPass({ pass: 1, at: instant(now), ...made, incidents });
}

beforeAll(async () => {
  const [usual, bad] = [fleet(), hostileFleet()];
  const strangers = [
    aServer(longest, { role: 'hosted', customer: 'x'.repeat(10_000) }),
    aServer('rtl.example', { role: 'hosted', customer: 'بلدية المدينة القديمة \u202e gnp.exe' }),
  ];
  stored = await storeWith(
    {
      servers: [...usual.servers, ...bad.servers, ...strangers],
      observations: [...usual.observations, ...bad.observations],
      findings: [...usual.findings, ...bad.findings],
    },
    [evidence],
  );
  const entry = against(server, 'reject', { reason: `${hostile} ${'y'.repeat(400)}`.slice(-500) });
  await stored.store.recordPolicies([aList('peer-one.example', 1, [], { readAt: ago(20 * day) })]);
  const entries = [entry, against(longest)];
  await stored.store.recordPolicies([aList('peer-one.example', 1, entries, { readAt: ago(2 * day) })]);
  // In the week that is over: its page has these changes, that of this week does not exist yet.
  for (const [days, said] of [
    [20, []],
    [9, entries],
  ] as const)
    await stored.store.recordPolicies([aList('peer-two.example', 1, said, { readAt: ago(days * day) })]);
  await recordAlerts();
  const clock = { now: () => now, elapsed: () => 0 };
  const directory = await temporaryDirectory();
  log = await openReviewLog({ rows: stored.store, chain, directory, clock, isRunning: () => false });
  const monitor = { name: hostile, contact: hostile, vantage: hostile };
  const hosted = [{ host: server, customer: hostile, isPublic: true }];
  site = await siteOf(depsOf(stored.store, { rules: hostileRules, monitor, reviews: log, hosted }));
});
afterAll(async () => {
  await site.close();
  await log.close();
  await stored.close();
});

const observation = encodeURIComponent(hostileFleet().observations[0]?.id ?? '');

const pages = [
  '/',
  '/alerts',
  '/alerts/:alert',
  `/incidents/${incident}`,
  `/servers/${server}`,
  `/servers/${longest}`,
  `/servers/${server}/licence`,
  '/servers/peer-one.example',
  '/relations',
  `/relations/${server}/peer-one.example`,
  '/defederation',
  '/defederation/weeks',
  `/servers/${server}/defederation`,
  '/reviews',
  '/findings/trust-safety',
  '/findings/legal',
  '/boards',
  '/boards/now',
  '/boards/server',
  '/boards/relations',
  '/boards/defederation',
  '/boards/licence',
  '/boards/ourselves',
  '/audit',
  `/status/${server}`,
  '/rules',
  '/rules/actor.vary',
  `/observations/${observation}`,
  '/ourselves',
  '/search?q=example',
  '/about',
];

/** The ways to look in which a page is examined as a whole; its width is looked at in all of them. */
const examined: ReadonlySet<unknown> = new Set([looks[1], looks[2]]);

/** One page goes from address to address. */
let looked: ReturnType<typeof emptyPage> | undefined;

describe('in a browser, with a fediverse full of hostile texts', () => {
  for (const path of pages)
    it(`runs nothing, breaks no layout and can be used by everyone: ${path.slice(0, 60)}`, async (context) => {
      const browser = await browserFor(context);
      looked ??= emptyPage(browser, site.url);
      const { page, wrong } = await looked;
      const answer = await page.goto(site.url + path.replace(':alert', alert), { waitUntil: 'load' });

      expect(answer?.status()).toBe(200);
      for (const look of looks) {
        await lookAt(page, look);
        expect.soft(await overflow(page), JSON.stringify(look)).toBe(0);
        // Each scheme once, each width once: what is found does not depend on both together.
        if (examined.has(look)) expect.soft(await violations(page), JSON.stringify(look)).toEqual([]);
      }
      expect.soft(wrong.splice(0)).toEqual([]);
    });

  it('sees a violation, a layout that is too wide, and an error, where there is one', async (context) => {
    const browser = await browserFor(context);
    const { page, wrong } = await openPage(browser, `${site.url}/about`);
    await page.evaluate(`(() => {
      const button = document.createElement('button');
      const wide = document.createElement('div');
      wide.append('x'.repeat(9000));
      document.querySelector('main').append(button, wide);
      wide.style.whiteSpace = 'pre';
      wide.style.overflowWrap = 'normal';
      console.error('seen');
    })()`);

    expect((await violations(page)).join()).toContain('button-name');
    expect(await overflow(page)).toBeGreaterThan(1_000);
    expect(wrong).toContain('seen');
    await page.close();
  });

  it('prints a dossier dark on white, in either scheme, without what can only be clicked', async (context) => {
    const browser = await browserFor(context);
    const { page } = await openPage(browser, `${site.url}/servers/${server}/licence`);
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    const inks = await page.evaluate(
      "['body', 'main h1', 'main p', 'main dd'].map((one) => getComputedStyle(document.querySelector(one)).color)",
    );

    // as: colours of the page as the browser has them
    for (const ink of inks as readonly string[])
      expect(Math.max(...(ink.match(/\d+/g) ?? []).slice(0, 3).map(Number)), ink).toBeLessThan(128);
    for (const unseen of ['nav', '.search', '.tools', '.downloads', 'main form', 'main details'])
      for (const one of await page.locator(unseen).all()) expect(await one.isVisible(), unseen).toBe(false);
    await page.close();
  });

  it('prints tables as tables that fit a sheet of A4, with their heads on each', async (context) => {
    const browser = await browserFor(context);
    const { page } = await openPage(browser, `${site.url}/`);
    // A4 without margins of 10 mm, at 96 dots an inch: narrower than the widest phone layout.
    await page.setViewportSize({ width: 718, height: 1047 });
    const shown = () =>
      page.evaluate(
        "['table.cards', '.cards thead', '.cards tbody tr', '.cards tbody td'].map((one) => getComputedStyle(document.querySelector(one)).display)",
      );
    expect(await shown()).toEqual(['block', 'block', 'block', 'grid']);

    await page.emulateMedia({ media: 'print' });
    const printed = ['table', 'table-header-group', 'table-row', 'table-cell'];
    expect(await shown()).toEqual(printed);
    expect(await overflow(page)).toBe(0);
    await page.goto(`${site.url}/servers/${server}`, { waitUntil: 'load' });
    expect(await shown()).toEqual(printed);
    expect(await overflow(page)).toBe(0);
    expect(await page.evaluate("document.querySelector('.fold table').checkVisibility()")).toBe(true);
    await page.close();
  });

  it('goes through the review queue with j and k, and Enter opens what can be done', async (context) => {
    const browser = await browserFor(context);
    const { page } = await openPage(browser, `${site.url}/reviews`);
    const place = () =>
      page.evaluate("[...document.querySelectorAll('[data-entry]')].indexOf(document.activeElement)");
    const places: unknown[] = [];
    for (const key of ['j', 'j', 'k', 'k']) {
      await page.keyboard.press(key);
      places.push(await place());
    }
    await page.keyboard.press('Enter');

    expect(places).toEqual([0, 1, 0, 0]);
    expect(await page.evaluate("document.querySelector('[data-entry] details').open")).toBe(true);
    expect(await page.evaluate('document.activeElement.name')).toBe('act');
    await page.close();
  });
});
