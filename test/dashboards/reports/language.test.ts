import * as cheerio from 'cheerio';
import { describe, expect, it } from 'vitest';
import { availabilityFormats } from '../../../dashboards/reports/availability/formats.ts';
import { defederationFormats } from '../../../dashboards/reports/defederation/formats.ts';
import { licenceFormats } from '../../../dashboards/reports/licence/formats.ts';
import { english, type Words } from '../../../dashboards/reports/words/en.ts';
import type { ReportLanguage } from '../../../dashboards/reports/words/language.ts';
import { tongueOf } from '../../../dashboards/reports/words/tongue.ts';
import { profiles } from '../../../model/software/index.ts';
import { rules } from '../../../rules/index.ts';
import { availabilityExample } from './availability-example.ts';
import { defederationExample } from './defederation-example.ts';
import { everyVerdict, licenceExample } from './licence-example.ts';

/** Words that are English and neither German nor French. */
const englishWord =
  /\b(the|and|of|with|which|were|from|by|this|these|that|been|its|not be|is|are|has|have|for|to|at least|could|should|was seen)\b/;

/** Every text in the words of a language, with the path to it. A function is called with texts that stand for anything. */
function leaves(value: unknown, path = ''): readonly (readonly [path: string, text: string])[] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value === 'function') return made.has(path) ? [] : leaves(value(...anything), path);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, each]) =>
    leaves(each, path === '' ? name : `${path}.${name}`),
  );
}

/** What is made from facts, not from texts: reports below have it. */
const made = new Set(['licence.because', 'licence.explained', 'licence.ownSentence', 'licence.softwareNote']);

/** A text with members that are texts. */
const anyText: unknown = new Proxy(() => 'X', {
  get: (_, name) => (name === Symbol.toPrimitive ? () => 'X' : anyText),
});
const anything = [anyText, anyText, anyText];

async function outputs(language: ReportLanguage): Promise<readonly string[]> {
  const tongue = tongueOf(language);
  const month = await availabilityExample([
    'social.stadt.example',
    'missed.stadt.example',
    'silent.stadt.example',
  ]);
  const running = await availabilityExample(['kept.stadt.example'], Date.UTC(2025, 10, 2, 9));
  return (['html', 'md', 'csv', 'json'] as const).flatMap((format) => [
    ...[month, running].map((report) => availabilityFormats[format](report, tongue)),
    ...[true, false].map((has) => defederationFormats[format](defederationExample(has), tongue)),
    ...[licenceExample(true), licenceExample(false), everyVerdict()].map((report) =>
      licenceFormats[format](report, tongue),
    ),
  ]);
}

/** The texts that a reader of a page sees, without what others wrote and without code. Other formats have none. */
function textNodes(html: string): readonly string[] {
  if (!html.startsWith('<!doctype html>')) return [];
  const page = cheerio.load(html);
  page('[translate=no], style').remove();
  return page('*')
    .contents()
    .toArray()
    .flatMap((node) => (node.type === 'text' ? [node.data] : []));
}

const sentences = leaves(english).filter(([, text]) => text.split(' ').length > 2);

/** Where the English sentences stand that are in some texts. Sentences with a gap are looked for by their words. */
function englishIn(texts: readonly string[]): readonly string[] {
  const whole = sentences.filter(([, sentence]) => !sentence.includes('X'));
  return texts.flatMap((text) =>
    whole.flatMap(([path, sentence]) => (text.includes(sentence) ? [path] : [])),
  );
}

it('a report in en has what is looked for in the others', async () => {
  const texts = await outputs('en');

  expect(new Set(englishIn(texts)).size).toBeGreaterThan(100);
  expect(texts.flatMap(textNodes).filter((text) => englishWord.test(text)).length).toBeGreaterThan(100);
});

describe.each(['de', 'fr'] as const)('a report in %s', (language) => {
  it('has no English sentence in any format', async () => {
    expect(englishIn(await outputs(language))).toEqual([]);
  });

  it('has no English word in a text that people read', async () => {
    const texts = (await outputs(language)).flatMap(textNodes);

    expect(texts.length).toBeGreaterThan(500);
    expect(texts.filter((text) => englishWord.test(text))).toEqual([]);
  });

  it('has words of its own for every sentence', () => {
    const own = new Map(leaves(tongueOf(language).words as Words));

    expect(sentences.filter(([path, text]) => own.get(path) === text)).toEqual([]);
    expect([...own].filter(([, text]) => englishWord.test(text))).toEqual([]);
  });

  it('says in its language, in every report and format, that a lawyer has to read the translation', async () => {
    const { toReview } = tongueOf(language).words.frame;

    expect(toReview).toMatch(/juriste?|Juristin/);
    for (const text of await outputs(language)) expect(text).toContain(toReview);
    for (const text of await outputs('en')) expect(text).not.toMatch(/lawyer|"translation"|^translation,/m);
  });

  it('translates what is noted of the licence of every software', () => {
    const notes = profiles.flatMap(({ licenceNote }) => licenceNote ?? []);
    const { softwareNote } = tongueOf(language).words.licence;

    expect(notes.length).toBeGreaterThan(0);
    expect(notes.filter((note) => [undefined, note].includes(softwareNote(note)))).toEqual([]);
  });

  it('writes dates in its form and says that they are UTC', async () => {
    const report = defederationExample(true);
    const date = { de: '9. November 2025 um 10:00 UTC', fr: '9 novembre 2025 à 10:00 UTC' };

    expect(defederationFormats.md(report, tongueOf(language))).toContain(date[language]);
  });
});

it('titles of rules are those of the rules', () => {
  const titles = new Map(rules.map(({ id, title }) => [id, title]));

  for (const [id, title] of Object.entries(english.licence.rules)) expect(titles.get(id)).toBe(title);
});

describe.each(['en', 'de', 'fr'] as const)('a dossier in %s', (language) => {
  it('calls nothing by one name but what is one thing: the verdict on an offer is no offer', () => {
    const { labels, verdicts } = tongueOf(language).words.licence;
    const text = licenceFormats.md(everyVerdict(), tongueOf(language));
    const colon = language === 'fr' ? '\u00a0:' : ':';

    expect(text).toContain(`- ${labels.offerVerdict}${colon} ${verdicts.UNKNOWN.name}\n`);
    expect(text).toContain(`- ${labels.offer}${colon} https://`);
    for (const { name } of Object.values(verdicts))
      expect(text).not.toContain(`- ${labels.offer}${colon} ${name}\n`);
  });
});
