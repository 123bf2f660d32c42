import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { perCatalogue, SoftwareCatalogue } from '../../../model/software/catalogue.ts';
import { builtInSoftware, profiles } from '../../../model/software/index.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const rooms = ['model', 'crawler', 'store', 'rules', 'analyzer', 'dashboards', 'bin'];

/** Modules that import one of some values. */
function importersOf(name: RegExp): readonly string[] {
  return rooms
    .flatMap((room) =>
      readdirSync(join(root, room), { recursive: true, encoding: 'utf8' }).map((file) => join(room, file)),
    )
    .filter((file) => file.endsWith('.ts'))
    .filter((file) =>
      [...readFileSync(join(root, file), 'utf8').matchAll(/^import \{([^}]+)\} from/gm)].some(
        ([, names = '']) => names.split(',').some((each) => name.test(each.trim())),
      ),
    )
    .toSorted();
}

test('what is made of a catalogue is made once, and of each catalogue apart', () => {
  const other = new SoftwareCatalogue(profiles.slice(0, 1));
  const titles = perCatalogue((software) => software.profiles.map(({ title }) => title));

  expect(titles(builtInSoftware)).toBe(titles(builtInSoftware));
  expect(titles(other)).toHaveLength(1);
});

// Whoever reads the profiles that are built in does not see those of a file: these give them where nothing else was given.
test('nobody reads the built-in profiles but who says what holds without a file', () => {
  expect(importersOf(/^profiles$/)).toEqual(['model/news.ts']);
  expect(importersOf(/^builtInSoftware$/)).toEqual([
    'analyzer/evaluate.ts',
    'crawler/net/evidence/shield.ts',
    'crawler/visit/probe-run.ts',
    'dashboards/web/pages/licence.ts',
    'model/software-knowledge.ts',
  ]);
  expect(importersOf(/^builtInKnowledge$/)).toEqual([
    'bin/check/run.ts',
    'bin/knowledge.ts',
    'bin/rule-trials.ts',
  ]);
});
