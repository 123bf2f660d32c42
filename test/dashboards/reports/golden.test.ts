import { describe, expect, it } from 'vitest';
import { availabilityFormats } from '../../../dashboards/reports/availability/formats.ts';
import { defederationFormats } from '../../../dashboards/reports/defederation/formats.ts';
import { licenceFormats } from '../../../dashboards/reports/licence/formats.ts';
import { reportLanguages } from '../../../dashboards/reports/words/language.ts';
import { tongueOf } from '../../../dashboards/reports/words/tongue.ts';
import { availabilityExample } from './availability-example.ts';
import { defederationExample } from './defederation-example.ts';
import { licenceExample } from './licence-example.ts';

const hosts = ['social.stadt.example', 'kept.stadt.example', 'missed.stadt.example'];
const running = Date.UTC(2025, 10, 2, 9);

describe.each(reportLanguages)('a report in %s', (language) => {
  const tongue = tongueOf(language);

  it.each([true, false])('on availability (data: %s) reads as the golden file', async (hasData) => {
    const report = hasData
      ? await availabilityExample(hosts)
      : await availabilityExample(['silent.stadt.example'], running);
    const name = `golden/availability${hasData ? '' : '-empty'}.${language}`;

    await expect(availabilityFormats.md(report, tongue)).toMatchFileSnapshot(`${name}.md`);
    await expect(availabilityFormats.csv(report, tongue)).toMatchFileSnapshot(`${name}.csv`);
  });

  it.each([true, false])('on defederation (data: %s) reads as the golden file', async (hasData) => {
    const report = defederationExample(hasData);
    const name = `golden/defederation${hasData ? '' : '-empty'}.${language}`;

    await expect(defederationFormats.md(report, tongue)).toMatchFileSnapshot(`${name}.md`);
    await expect(defederationFormats.csv(report, tongue)).toMatchFileSnapshot(`${name}.csv`);
  });

  it.each([true, false])('on licences (data: %s) reads as the golden file', async (hasData) => {
    const report = licenceExample(hasData);
    const name = `golden/licence${hasData ? '' : '-empty'}.${language}`;

    await expect(licenceFormats.md(report, tongue)).toMatchFileSnapshot(`${name}.md`);
    await expect(licenceFormats.csv(report, tongue)).toMatchFileSnapshot(`${name}.csv`);
  });

  it('as HTML is one file that loads nothing and runs nothing', async () => {
    const html = availabilityFormats.html(await availabilityExample(hosts.slice(0, 1)), tongue);

    await expect(html).toMatchFileSnapshot(`golden/availability.${language}.html`);
  });
});
