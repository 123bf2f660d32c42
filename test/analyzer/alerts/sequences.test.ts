import { describe, expect, it } from 'vitest';
import type { Alerting } from '../../../model/signal.ts';
import { randomFrom } from '../../random.ts';
import { minute, played } from './timeline.ts';

const seeds = Array.from({ length: 150 }, (_, index) => index + 1);
const letters = ['F', 'P', '?', '.', 'x', '-'] as const;

/** Six hours in stretches of one letter each, with some flapping in between. */
function scriptOf(seed: number): string {
  const random = randomFrom(seed);
  let script = '';
  while (script.length < 360) {
    const letter = letters[Math.floor(random() * letters.length)] ?? 'F';
    const length = 1 + Math.floor(random() ** 3 * 40);
    script += random() < 0.2 ? 'FP'.repeat(length) : letter.repeat(length);
  }
  return script;
}

function alertingOf(seed: number): Alerting {
  const random = randomFrom(seed + 1_000);
  const some = () => Math.floor(random() * 4) * 3 * minute;
  return { forMs: some(), keepFiringForMs: some(), limit: 20 };
}

function restartsOf(seed: number): ReadonlySet<number> {
  const random = randomFrom(seed + 2_000);
  return new Set(Array.from({ length: 20 }, () => Math.floor(random() * 360)));
}

interface Told {
  readonly minute: number;
  readonly from: string;
  readonly to: string;
}

const parsed = (log: readonly string[]): readonly Told[] =>
  log.map((line) => {
    const [, at, from = '', to = ''] = /^(\d+) (.+)>(.+)$/.exec(line) ?? [];
    return { minute: Number(at), from, to: to.replace('~', '') };
  });

describe.each(seeds)('a sequence of failures, gaps and restarts (seed %i)', (seed) => {
  const script = scriptOf(seed);
  const alerting = alertingOf(seed);
  const signal = { alerting };
  const { log } = played(script, { signal });
  const changes = parsed(log);

  it('gives the same log whether the monitor was restarted or not', () => {
    expect(played(script, { signal, restarts: restartsOf(seed) }).log).toEqual(log);
  });

  it('only goes where an alert can go, one step after the other', () => {
    const left = changes.map((_, index) => changes[index - 1]?.to ?? 'inactive');

    // A resolved alert is forgotten in silence.
    for (const [index, { from }] of changes.entries())
      expect(left[index] === 'resolved' ? ['resolved', 'inactive'] : [left[index]]).toContain(from);
    for (const { from, to } of changes) {
      if (to === 'resolved') expect(['firing', 'unknown']).toContain(from);
      if (to === 'unknown') expect(from).toBe('firing');
    }
  });

  it('resolves nothing but on a look that passed, and makes nothing fire but on one that failed', () => {
    for (const { minute: at, from, to } of changes) {
      if (to === 'resolved') expect('P-').toContain(script[at]);
      if (to === 'firing' && from !== 'firing' && from !== 'unknown') expect(script[at]).toBe('F');
    }
  });

  it('fires only after the failure was observed for its time, gaps aside', () => {
    for (const { minute: at, from, to } of changes) {
      if (to !== 'firing' || from === 'unknown' || from === 'firing') continue;
      if (log.includes(`${at} ${from}>firing~`)) continue;
      expect(failingMinutes(script.slice(0, at + 1)) * minute).toBeGreaterThanOrEqual(alerting.forMs);
    }
  });
});

/** Minutes between looks that failed, back to the last one that passed; gaps of more than three, and what could not be told, aside. */
function failingMinutes(script: string): number {
  const row = /[^P-]*$/.exec(script)?.[0] ?? '';
  const spans = row.match(/(?<=F)[.x]{0,2}F/g) ?? [];
  return spans.join('').length;
}

it('is put to a real test by these sequences', () => {
  const all = seeds.flatMap((seed) => played(scriptOf(seed), { signal: { alerting: alertingOf(seed) } }).log);

  for (const change of ['pending>firing', 'firing>resolved', 'firing>unknown', 'unknown>firing', 'firing~'])
    expect(all.filter((line) => line.includes(change)).length).toBeGreaterThan(10);
});
