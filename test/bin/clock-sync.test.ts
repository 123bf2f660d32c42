import { expect, it } from 'vitest';
import { byChrony, byTimedatectl, readClockSync, watchClockSync } from '../../bin/clock-sync.ts';
import type { ClockSync } from '../../model/observation.ts';

it.each([
  [byTimedatectl, 'yes\n', 'synchronised'],
  [byTimedatectl, 'no\n', 'unsynchronised'],
  [byTimedatectl, '', 'unknown'],
  [
    byChrony,
    'A29FC87B,162.159.200.123,4,1700000000.1,0.0001,0.0,0.0,-1.2,0.0,0.1,0.02,0.001,64.4,Normal\n',
    'synchronised',
  ],
  [byChrony, '7F7F0101,,0,0.0,0.0,0.0,0.0,0.0,0.0,0.0,1.0,1.0,0.0,Not synchronised\n', 'unsynchronised'],
  [byChrony, '506 Cannot talk to daemon\n', 'unknown'],
] as const)('%o reads "%s" as %s', (read, said, state) => {
  expect(read(said)).toBe(state);
});

it('the machine of this test says one of three things', async () => {
  expect(['synchronised', 'unsynchronised', 'unknown']).toContain(await readClockSync());
});

it('a state that is ten minutes old is asked for again, and nobody waits for an answer', async () => {
  let nowMs = 0;
  let asked = 0;
  const answers: ClockSync[] = ['unsynchronised', 'synchronised'];
  const read = async () => answers[asked++] ?? 'unknown';
  const state = watchClockSync({ now: () => 0, elapsed: () => nowMs }, read);

  expect([state(), asked]).toEqual(['unknown', 1]);
  await Promise.resolve();
  expect([state(), asked]).toEqual(['unsynchronised', 1]);
  nowMs = 10 * 60 * 1_000;
  expect([state(), asked]).toEqual(['unsynchronised', 2]);
  await Promise.resolve();
  expect([state(), asked]).toEqual(['synchronised', 2]);
});
