import { describe, expect, it } from 'vitest';
import { availabilityFormats } from '../../../dashboards/reports/availability/formats.ts';
import { defederationFormats } from '../../../dashboards/reports/defederation/formats.ts';
import { licenceFormats } from '../../../dashboards/reports/licence/formats.ts';
import { reportLanguages } from '../../../dashboards/reports/words/language.ts';
import { type Tongue, tongueOf } from '../../../dashboards/reports/words/tongue.ts';
import { csvTexts } from '../../../model/lists/csv.ts';
import type { Consent } from '../../../model/observation.ts';
import { host } from '../../store/examples.ts';
import { availabilityExample } from './availability-example.ts';
import { defederationExample } from './defederation-example.ts';
import { licenceExample } from './licence-example.ts';

const server = host('social.stadt.example');

type Formats = Record<'html' | 'csv' | 'json' | 'md', string>;

/** Each report in all of its formats, where its server proved to be ours or did not. */
async function written(consent: Consent, tongue: Tongue): Promise<readonly Formats[]> {
  const unproven = consent === 'unproven' ? [server] : [];
  const month = await availabilityExample([server], undefined, consent);
  const policies = { ...defederationExample(true), unproven };
  const licences = { ...licenceExample(true), unproven };
  const all = (write: (format: keyof Formats) => string): Formats => ({
    ...{ html: write('html'), csv: write('csv'), json: write('json'), md: write('md') },
  });
  return [
    all((format) => availabilityFormats[format](month, tongue)),
    all((format) => defederationFormats[format](policies, tongue)),
    all((format) => licenceFormats[format](licences, tongue)),
  ];
}

describe.each(reportLanguages)('every report in %s', (language) => {
  const tongue = tongueOf(language);
  const says = tongue.words.frame.unproven(server);

  it('names, in each format, a server that did not prove to be ours', async () => {
    for (const { html, csv, json, md } of await written('unproven', tongue)) {
      expect(html).toContain(`<p class="notice">${says}</p>`);
      expect(md).toContain(`> ${says}`);
      expect(JSON.parse(json)).toMatchObject({ unproven: [server] });
      const rows = [...csvTexts(csv)].filter((cells) => cells.includes('unproven'));
      expect(rows).toHaveLength(1);
      expect(rows[0]).toContain(server);
    }
  });

  it('says nothing of it where all did', async () => {
    for (const { html, csv, json, md } of await written('hosted', tongue)) {
      expect(html + md).not.toContain(says.split(server)[0]);
      expect(JSON.parse(json)).toMatchObject({ unproven: [] });
      expect([...csvTexts(csv)].flat()).not.toContain('unproven');
    }
  });
});
