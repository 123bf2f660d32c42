import * as cheerio from 'cheerio';
import { describe, expect, it } from 'vitest';
import { defederationFormats } from '../../../dashboards/reports/defederation/formats.ts';
import { reportLanguages } from '../../../dashboards/reports/words/language.ts';
import { tongueOf } from '../../../dashboards/reports/words/tongue.ts';
import { defederationExample } from './defederation-example.ts';

const example = defederationExample(true);
const [told] = example.servers;
const [first, second] = told!.rejections;
const marked = { ...first!, policy: { ...first!.policy, replayed: true } };
const marks = { en: '(replayed)', de: '(eingespielt)', fr: '(rejoué)' } as const;

/** The report with one rejection that was seen in replayed history, besides its one such change; or with none. */
const report = (replayed: boolean) => ({
  ...example,
  servers: [
    {
      ...told!,
      rejections: replayed ? [marked, second!] : told!.rejections,
      changes: told!.changes.map((change) => ({ ...change, replayed: replayed && change.replayed })),
    },
  ],
});

/** What stands in each paragraph and in each row of a table. */
const read = {
  md: (text: string) => text.split('\n'),
  html: (text: string) => {
    const page = cheerio.load(text);
    const parts = page('p, tr').toArray();
    return parts.map((part) => page(part).text());
  },
};

describe.each(reportLanguages)('a report on defederation in %s', (language) => {
  const tongue = tongueOf(language);
  const mark = marks[language];
  const { replayedMeans } = tongue.words.defederation;

  it.each(['md', 'html'] as const)(
    'marks each date that was not seen live, and says what that means: %s',
    (format) => {
      const lines = read[format](defederationFormats[format](report(true), tongue));
      const found = lines.filter((line) => line.includes(mark));

      expect(found).toHaveLength(2);
      for (const line of found) expect(line).toContain('peer.example');
      expect(lines.filter((line) => line === replayedMeans)).toHaveLength(1);
    },
  );

  it.each(['md', 'html'] as const)('says nothing of it where all was seen live: %s', (format) => {
    const lines = read[format](defederationFormats[format](report(false), tongue));

    expect(lines.filter((line) => line.includes(mark) || line === replayedMeans)).toEqual([]);
  });
});
