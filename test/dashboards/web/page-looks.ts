import { expect, it } from 'vitest';
import { browserFor, lookAt, looks, openPage, overflow, violations } from './browser.ts';
import { type HostileSite, pages } from './hostile-site.ts';

/** Opens every page in all ways to look. `examined`: in how many of them a page is examined as a whole; its width is looked at in all. */
export function itCanBeUsed(opened: () => HostileSite, examined: 1 | 2): void {
  for (const [number, path] of pages.entries())
    it(`runs nothing, breaks no layout and can be used by everyone: ${path.slice(0, 60)}`, async (context) => {
      const { site, alert } = opened();
      const browser = await browserFor(context);
      const { page, wrong, answer } = await openPage(browser, site.url + path.replace(':alert', alert));

      expect(answer?.status()).toBe(200);
      // Each begins as the one before it ended: to change the window costs as much as the page.
      for (const [turn, look] of (number % 2 === 0 ? looks : looks.toReversed()).entries()) {
        await lookAt(page, look);
        expect.soft(await overflow(page), JSON.stringify(look)).toBe(0);
        if (turn < examined) expect.soft(await violations(page), JSON.stringify(look)).toEqual([]);
      }
      expect.soft(wrong).toEqual([]);
    });
}
