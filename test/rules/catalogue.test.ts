import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { rules } from '../../rules/index.ts';

const folder = new URL('../../rules/', import.meta.url);

/** Ids by the files of topics, which end in `.cases.ts` or do not. */
function filesOf(kind: 'rules' | 'cases'): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !['facts', 'given'].includes(entry.name))
    .flatMap(({ name }) =>
      readdirSync(new URL(`${name}/`, folder))
        .filter((file) => file.endsWith('.ts') && file.endsWith('.cases.ts') === (kind === 'cases'))
        .map((file) => `${name}.${file.replace(/(\.cases)?\.ts$/, '')}`),
    )
    .toSorted();
}

describe('the catalogue of rules', () => {
  test('every file of a topic is listed, under the id that its path spells', () => {
    expect(rules.map(({ id }) => id).toSorted()).toEqual(filesOf('rules'));
  });

  test('every rule has a file of cases beside it', () => {
    expect(filesOf('cases')).toEqual(filesOf('rules'));
  });

  test('no id is there twice', () => {
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
  });

  test('there is a rule for each audience', () => {
    expect(new Set(rules.map(({ audience }) => audience))).toEqual(new Set(['sre', 'trust-safety', 'legal']));
  });
});

describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (_id, rule) => {
  test('says in sentences who notices and what to do', () => {
    expect(rule.breaks).toMatch(/^[A-Z].+\.$/);
    expect(rule.advice).toMatch(/^[A-Z].+\.$/);
    expect(rule.title).toMatch(/^[A-Z].*[^.]$/);
  });

  test('names its sources with an address, and a real date where it was read', () => {
    expect(rule.sources.length).toBeGreaterThan(0);
    for (const { url, verified = '2026-01-01' } of rule.sources) {
      expect(url).toMatch(/^https:\/\//);
      expect(Date.parse(verified)).not.toBeNaN();
      expect(verified).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    }
  });

  test('reads at least one probe, none of them twice', () => {
    const probes = [...rule.needs, ...(rule.settles ?? [])];

    expect(probes.length).toBeGreaterThan(0);
    expect(new Set(probes).size).toBe(probes.length);
  });
});
