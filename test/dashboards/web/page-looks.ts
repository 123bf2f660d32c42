import { expect, it } from 'vitest';
import { browserFor, emptyPage, lookAt, looks, overflow, violations } from './browser.ts';
import { type HostileSite, pages } from './hostile-site.ts';

type Look = (typeof looks)[number];

/** Opens every page in all ways to look. `isExamined`: those in which the page with this number is examined as a whole; its width is looked at in all of them. */
export function itCanBeUsed(
  opened: () => HostileSite,
  isExamined: (look: Look, number: number) => boolean,
): void {
  /** One page goes from address to address. */
  let looked: ReturnType<typeof emptyPage> | undefined;

  for (const [number, path] of pages.entries())
    it(`runs nothing, breaks no layout and can be used by everyone: ${path.slice(0, 60)}`, async (context) => {
      const { site, alert } = opened();
      const browser = await browserFor(context);
      looked ??= emptyPage(browser, site.url);
      const { page, wrong } = await looked;
      const answer = await page.goto(site.url + path.replace(':alert', alert), { waitUntil: 'load' });

      expect(answer?.status()).toBe(200);
      for (const look of looks) {
        await lookAt(page, look);
        expect.soft(await overflow(page), JSON.stringify(look)).toBe(0);
        if (isExamined(look, number)) expect.soft(await violations(page), JSON.stringify(look)).toEqual([]);
      }
      expect.soft(wrong.splice(0)).toEqual([]);
    });
}

/** Each scheme once, each width once: what is found does not depend on both together. */
export const examined: readonly Look[] = [looks[1], looks[2]];
