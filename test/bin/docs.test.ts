import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { catalogueMarkdown, clauseText } from '../../bin/catalogue.ts';
import { coverageMarkdown } from '../../bin/coverage.ts';
import { everyRule } from '../../bin/fleet.ts';
import { configurationJsonSchema } from '../../model/configuration/problem.ts';
import { rules } from '../../rules/index.ts';
import { brokenServers } from '../scenarios/broken.ts';
import { healthyServers } from '../scenarios/passing.ts';

const committed = (name: string) => readFileSync(join(import.meta.dirname, '..', '..', 'docs', name), 'utf8');

it('docs/rules.md is what the rules say: run npm run docs after a change', () => {
  expect(committed('rules.md')).toBe(catalogueMarkdown(everyRule()));
});

it('docs/coverage.md is what rules and scenarios say: run npm run docs after a change', () => {
  expect(committed('coverage.md')).toBe(
    coverageMarkdown({ rules, broken: brokenServers(), healthy: healthyServers() }),
  );
});

it('docs/fediscope.schema.json is what the configuration accepts: run npm run docs after a change', () => {
  expect(JSON.parse(committed('fediscope.schema.json'))).toEqual(
    JSON.parse(JSON.stringify(configurationJsonSchema())),
  );
});

it('a clause that nobody read has no day, and one that was read has it', () => {
  const clause = { title: 'RFC 9110', section: '6.6.1', url: 'https://www.rfc-editor.org/rfc/rfc9110' };

  expect(clauseText(clause)).toBe('RFC 9110, 6.6.1: https://www.rfc-editor.org/rfc/rfc9110');
  expect(clauseText({ ...clause, verified: '2026-11-22' })).toMatch(/ \(read on 2026-11-22\)$/);
});

it('docs/rules.md says of every rule of ours when it may be wrong', () => {
  const silent = everyRule().filter(({ falsePositives = '' }) => !/^[A-Z].+\.$/.test(falsePositives));

  expect(silent.map(({ id }) => id)).toEqual([]);
  expect(committed('rules.md').match(/^- When it may be wrong: /gm)).toHaveLength(everyRule().length);
});

it('docs/rules.md says once what it means that a clause has no day', () => {
  expect(committed('rules.md').match(/without a day/g)).toHaveLength(1);
});
