import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { catalogueMarkdown } from '../../bin/catalogue.ts';
import { configurationJsonSchema } from '../../model/configuration/problem.ts';
import { rules } from '../../rules/index.ts';

const committed = (name: string) => readFileSync(join(import.meta.dirname, '..', '..', 'docs', name), 'utf8');

it('docs/rules.md is what the rules say: run npm run docs after a change', () => {
  expect(committed('rules.md')).toBe(catalogueMarkdown(rules));
});

it('docs/fediscope.schema.json is what the configuration accepts: run npm run docs after a change', () => {
  expect(JSON.parse(committed('fediscope.schema.json'))).toEqual(
    JSON.parse(JSON.stringify(configurationJsonSchema())),
  );
});
