import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { admitOthersRules } from '../../../analyzer/fleet/admit.ts';
import { readFleetRule } from '../../../analyzer/fleet/read.ts';
import type { Observation } from '../../../model/observation.ts';
import { openScratchStore, type ScratchStore } from '../../../store/scratch.ts';
import { anObservation, keptLog } from '../../store/examples.ts';
import { scratchDirectory } from '../../store/furnished.ts';
import { ruleText } from './examples.ts';

const start = Date.parse('2026-11-20T10:00:00.000Z');
let now = start;
const clock = { now: () => now, elapsed: () => now };
let store: ScratchStore;

beforeAll(async () => {
  store = await openScratchStore(await scratchDirectory(), { log: keptLog(), clock });
});
afterAll(() => store.close());
beforeEach(async () => {
  now = start;
  await store.empty();
});

const ruleOf = (...changes: Parameters<typeof ruleText>) => {
  const read = readFleetRule(ruleText(...changes), 'own.yaml');
  if (!read.ok) throw new Error(read.problems[0]?.says);
  return read.rule;
};
const at = (minute: number): Observation =>
  anObservation({ probe: 'tls', scheduledAt: new Date(start + minute * 60_000).toISOString() });

describe('a rule of others', () => {
  const says = async (changes: Parameters<typeof ruleText>[0]) => {
    const rules = [ruleOf(changes), ruleOf([['id: example.answers', 'id: example.good']])];
    const { admitted: good, refused } = await admitOthersRules({ store, clock }, rules);
    expect(good.map(({ rule }) => rule.id)).toEqual(['example.good']);
    return refused[0];
  };

  it.each([
    ['a syntax error', [['GROUP BY server', 'GROUPED BY server']], 26, /Syntax error/],
    ['a column that there is not', [['groupArray(id)', 'groupArray(idd)']], 23, /idd/],
    ['a write', [['SELECT server', 'INSERT INTO servers SELECT server']], 21, /is no SELECT/],
    [
      'a table that is not for rules',
      [['FROM observations FINAL', 'FROM system.query_log AS observations']],
      24,
      /system\.query_log/,
    ],
    ['no column for a label', [["'other.example' AS peer, ", '']], 21, /has no column peer/],
    ['no column for a reason', [['{failures} of', '{nothing} of']], 21, /has no column nothing/],
  ] as const)(
    'with %s is refused with file, line and reason, and the others go on',
    async (_name, changes, line, reason) => {
      const refused = await says(changes);

      expect(refused).toMatchObject({ file: 'own.yaml', line });
      expect(refused?.says).toMatch(reason);
    },
  );

  it('that takes too much is refused at load, where it is run once', async () => {
    await store.take([at(0), at(1)]);
    now = start + 2 * 60_000;
    const refused = await says([
      ["'other.example' AS peer", 'toString(arrayJoin(range(100000))) AS peer'],
      ['GROUP BY server', 'GROUP BY server, peer'],
    ]);

    expect(refused).toMatchObject({ file: 'own.yaml', line: 21 });
    expect(refused?.says).toBe('example.answers: the query answers with more than a rule may');
  });
});
