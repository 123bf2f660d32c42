import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserFor, lookAt, looks, openPage, overflow, violations } from './browser.ts';
import { server } from './hostile.ts';
import { type HostileSite, openHostileSite } from './hostile-site.ts';
import { itCanBeUsed } from './page-looks.ts';

let opened: HostileSite;
beforeAll(async () => {
  opened = await openHostileSite();
});
afterAll(() => opened.close());

describe('in a browser, with a fediverse full of hostile texts', () => {
  // A page as a phone in the dark, the next one as a wide window in the light; each in both has a command of its own: npm run test:long.
  itCanBeUsed(() => opened, 1);

  it('sees a violation, a layout that is too wide, and an error, where there is one', async (context) => {
    const browser = await browserFor(context);
    const { page, wrong } = await openPage(browser, `${opened.site.url}/about`);
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
  });

  it('prints a dossier dark on white, in either scheme, without what can only be clicked', async (context) => {
    const browser = await browserFor(context);
    const { page } = await openPage(browser, `${opened.site.url}/servers/${server}/licence`);
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    const inks = await page.evaluate(
      "['body', 'main h1', 'main p', 'main dd'].map((one) => getComputedStyle(document.querySelector(one)).color)",
    );

    // as: colours of the page as the browser has them
    for (const ink of inks as readonly string[])
      expect(Math.max(...(ink.match(/\d+/g) ?? []).slice(0, 3).map(Number)), ink).toBeLessThan(128);
    for (const unseen of ['nav', '.search', '.tools', '.downloads', 'main form', 'main details'])
      for (const one of await page.locator(unseen).all()) expect(await one.isVisible(), unseen).toBe(false);
  });

  it('prints tables as tables that fit a sheet of A4, with their heads on each', async (context) => {
    const browser = await browserFor(context);
    const { page } = await openPage(browser, `${opened.site.url}/`);
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
    await page.goto(`${opened.site.url}/servers/${server}`, { waitUntil: 'load' });
    expect(await shown()).toEqual(printed);
    expect(await overflow(page)).toBe(0);
    expect(await page.evaluate("document.querySelector('.fold table').checkVisibility()")).toBe(true);
  });

  it('shows on a phone first what a chart says of now, and the names of bars', async (context) => {
    const browser = await browserFor(context);
    const { page } = await openPage(browser, `${opened.site.url}/servers/${server}`);
    await lookAt(page, looks[0]);
    const hiddenAtRight = (edge: string) =>
      page.evaluate(`(() => {
        const chart = document.querySelector('.chart.at-${edge}');
        return chart.firstElementChild.getBoundingClientRect().right - chart.getBoundingClientRect().right;
      })()`);

    expect(await hiddenAtRight('newest')).toBeLessThan(1);
    await page.goto(`${opened.site.url}/boards/licence`, { waitUntil: 'load' });
    expect(await hiddenAtRight('names')).toBeGreaterThan(1);
    const beyond =
      await page.evaluate(`[...document.querySelectorAll('.chart.at-names')].flatMap((chart) => [...chart.querySelectorAll('text')]
      .filter((text) => text.getBoundingClientRect().right > chart.getBoundingClientRect().right).map((text) => text.textContent))`);
    expect(beyond).toEqual([]);
  });

  it('goes through the review queue with j and k, and Enter opens what can be done', async (context) => {
    const browser = await browserFor(context);
    const { page } = await openPage(browser, `${opened.site.url}/reviews`);
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
  });
});
