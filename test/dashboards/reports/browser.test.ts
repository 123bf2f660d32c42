import { expect, it } from 'vitest';
import { availabilityFormats } from '../../../dashboards/reports/availability/formats.ts';
import { defederationFormats } from '../../../dashboards/reports/defederation/formats.ts';
import { licenceFormats } from '../../../dashboards/reports/licence/formats.ts';
import { tongueOf } from '../../../dashboards/reports/words/tongue.ts';
import { browserFor, lookAt, looks, overflow, violations, watched } from '../web/browser.ts';
import { availabilityExample } from './availability-example.ts';
import { defederationExample } from './defederation-example.ts';
import { licenceExample } from './licence-example.ts';

const tongue = tongueOf('de');

it('reports are read on a phone and on a screen, in both schemes, by everyone, and ask nobody for anything', async (context) => {
  const browser = await browserFor(context);
  const page = await browser.newPage();
  const wrong = watched(page, 'nobody');
  const files = [
    availabilityFormats.html(await availabilityExample(['social.stadt.example']), tongue),
    defederationFormats.html(defederationExample(true), tongue),
    licenceFormats.html(licenceExample(true), tongue),
  ];
  for (const html of files) {
    await page.setContent(html);
    const title = await page.title();
    for (const look of looks) {
      await lookAt(page, look);
      expect.soft(await overflow(page), `${title} ${look.width}`).toBe(0);
      expect.soft(await violations(page), `${title} ${look.width}`).toEqual([]);
    }
  }
  expect(wrong).toEqual([]);
  await page.close();
});
