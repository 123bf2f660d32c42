import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { catalogueMarkdown, clauseText } from '../../bin/catalogue.ts';
import { coverageMarkdown } from '../../bin/coverage.ts';
import { everyRule } from '../../bin/fleet.ts';
import { configurationJsonSchema } from '../../model/configuration/problem.ts';
import { configurationSchema } from '../../model/configuration.ts';
import { softwareFileJsonSchema } from '../../model/software-file/entry.ts';
import { rules } from '../../rules/index.ts';
import { brokenServers } from '../scenarios/broken.ts';
import { healthyServers } from '../scenarios/passing.ts';

const root = join(import.meta.dirname, '..', '..');
const committed = (name: string) => readFileSync(join(root, 'docs', name), 'utf8');

/** What stands in blocks of a language below a heading of the README. */
function blocks(heading: string, language: string): readonly string[] {
  const sections = readFileSync(join(root, 'README.md'), 'utf8').split(/^## /m);
  const section = sections.find((each) => each.startsWith(`${heading}\n`)) ?? '';
  return [...section.matchAll(/^```(\w+)\n(.*?)^```$/gms)].flatMap(([, of, text = '']) =>
    of === language ? [text] : [],
  );
}

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

it('docs/software-news.schema.json is what a software file may say: run npm run docs after a change', () => {
  expect(JSON.parse(committed('software-news.schema.json'))).toEqual(
    JSON.parse(JSON.stringify(softwareFileJsonSchema())),
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

it('README.md sets up with two commands', () => {
  expect(blocks('Set up', 'sh')).toEqual(['npm ci && npm run demo\n', 'npm ci && npm test\n']);
});

it('README.md watches your own servers in five lines that are a configuration, and its alerts fit to them', () => {
  const [own = ''] = blocks('Watch your own servers', 'yaml');
  const [alerts = ''] = blocks('Be told', 'yaml');

  expect(own.trim().split('\n').length).toBeLessThanOrEqual(5);
  for (const text of [own, own + alerts])
    expect(configurationSchema.safeParse(parse(text))).toMatchObject({ success: true });
  expect(configurationSchema.parse(parse(own + alerts)).alerts.webhooks).toHaveLength(1);
});
