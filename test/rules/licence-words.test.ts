import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { rules } from '../../rules/index.ts';
import { checkoutFiles } from '../architecture/checkout.ts';

/** Words that say what only a court can. */
const accusing = /\b(violat\w*|breach\w*|infring\w*|illegal\w*|unlawful\w*|guilty)\b/i;

test('no text of the rules and reports on licences accuses anybody', () => {
  const files = checkoutFiles().filter(({ path }) =>
    /^(rules\/(facts\/)?licence|analyzer\/licence|dashboards\/reports\/licence|dashboards\/web\/pages\/licence|model\/licence)/.test(
      path,
    ),
  );
  const texts = files.map(({ path, text }) => [path, text.replace(/^\/\*\*.*$/gm, '')] as const);

  expect(texts.length).toBeGreaterThan(15);
  expect(texts.filter(([, text]) => accusing.test(text)).map(([path]) => path)).toEqual([]);
});

test('neither do the catalogue nor the page on the method', () => {
  const licence = rules.filter(({ id }) => id.startsWith('licence.'));
  const spoken = licence.flatMap(({ title, breaks, falsePositives = '', advice }) => [
    title,
    breaks,
    falsePositives,
    advice,
  ]);

  expect(licence).toHaveLength(4);
  expect(spoken.filter((text) => accusing.test(text))).toEqual([]);
  expect(accusing.test(readFileSync('docs/licence.md', 'utf8'))).toBe(false);
});
