import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { boardSchema } from './board-schema.ts';

const folder = join(import.meta.dirname, '..', '..', '..', 'dashboards', 'grafana', 'boards');
const files = globSync('*.json', { cwd: folder }).toSorted();
const read = (file: string) => JSON.parse(readFileSync(join(folder, file), 'utf8'));

/** Where a board is not as Grafana has it, as paths. */
function mistakes(board: unknown): readonly string[] {
  const { error } = boardSchema.safeParse(board);
  return (error?.issues ?? []).map(({ path, code }) => `${path.join('.')}: ${code}`);
}

describe('the committed boards for Grafana', () => {
  it.each(files)('have the members that its schema has, and no other: %s', (file) => {
    expect(mistakes(read(file))).toEqual([]);
  });

  it.each([
    ['a member that no dashboard has', 'rows', [], ': unrecognized_keys'],
    ['a panel of no kind', 'panels.0.type', 'graph', 'panels.0.type: invalid_union'],
    ['a panel without a place', 'panels.0.gridPos', undefined, 'panels.0.gridPos: invalid_type'],
    ['a panel that is too wide', 'panels.0.gridPos.w', 25, 'panels.0.gridPos.w: too_big'],
    [
      'an option of another panel',
      'panels.0.options.cellHeight',
      'sm',
      'panels.0.options: unrecognized_keys',
    ],
    [
      'a word that is none of the set',
      'panels.0.options.colorMode',
      'loud',
      'panels.0.options.colorMode: invalid_value',
    ],
    [
      'a unit that is none',
      'panels.0.fieldConfig.defaults.unit',
      'count',
      'panels.0.fieldConfig.defaults.unit: invalid_value',
    ],
    [
      'steps that go down',
      'panels.0.fieldConfig.defaults.thresholds.steps.2.value',
      -1,
      'panels.0.fieldConfig.defaults.thresholds.steps: custom',
    ],
    ['lines that come as a table', 'panels.0.targets.0.format', 0, 'panels.0.targets.0: custom'],
    [
      'a variable that asks nothing',
      'templating.list.0.type',
      'text',
      'templating.list.0.type: invalid_value',
    ],
  ])('would be seen with %s', (_, path, value, seen) => {
    expect(mistakes(changed(read('ourselves.json'), path.split('.'), value))).toContain(seen);
  });
});

/** A copy of a value in which one thing is another. */
function changed(whole: object, [name = '', ...rest]: readonly string[], value: unknown): object {
  // as: the path leads through objects and lists
  const inner = (whole as Record<string, object>)[name] ?? {};
  const made = { ...whole, [name]: rest.length === 0 ? value : changed(inner, rest, value) };
  return Array.isArray(whole) ? Object.values(made) : made;
}
