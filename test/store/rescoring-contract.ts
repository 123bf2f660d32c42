import { expect, it } from 'vitest';
import type { Store } from '../../store/store.ts';
import { aFinding, host } from './examples.ts';

/** What every mode of the store has to do for findings that are made again. */
export function rescoringContract(storeOf: () => Store): void {
  const server = host('rescored.example');
  const other = host('not-rescored.example');
  const day = (number: number) => `2026-10-0${number}T10:00:00.000Z`;
  const on = (number: number, outcome: 'passed' | 'failed', changes = {}) =>
    aFinding({ server, outcome, observedAt: day(number), since: day(number), ...changes });
  const subjects = { rules: ['actor.vary'], servers: [server] };

  it('replaces findings from an instant on, and no others, as often as asked', async () => {
    const store = storeOf();
    const untouched = [on(4, 'failed', { server: other }), on(4, 'failed', { rule: 'actor.type' })];
    await store.recordFindings([
      on(1, 'passed'),
      on(2, 'failed'),
      on(3, 'passed'),
      on(4, 'failed'),
      ...untouched,
    ]);
    const made = [{ finding: on(3, 'failed'), at: day(3) }];

    for (let turn = 0; turn < 2; turn += 1) {
      await store.replaceFindings(subjects, day(3), made);

      expect(await store.findingsBefore(subjects, day(3))).toEqual([on(2, 'failed')]);
      expect(await store.findingsSince(subjects, day(1))).toEqual([
        on(1, 'passed'),
        on(2, 'failed'),
        on(3, 'failed'),
      ]);
      expect(await store.currentFindings({ server, rule: 'actor.vary' })).toEqual([on(3, 'failed')]);
      expect(await store.currentFindings({ server, rule: 'actor.type' })).toEqual([untouched[1]]);
      expect(await store.currentFindings({ server: other })).toEqual([untouched[0]]);
    }
  });

  it('lets what was found before stand where nothing takes its place', async () => {
    const store = storeOf();
    await store.replaceFindings(subjects, day(2), []);

    expect(await store.currentFindings({ server, rule: 'actor.vary' })).toEqual([on(1, 'passed')]);
    expect(await store.findingsSince(subjects, day(1))).toEqual([on(1, 'passed')]);
  });
}
