import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Observation } from '../../model/observation.ts';
import { openEmbedded } from '../../store/engine/embedded.ts';
import { type Engine, jsonLines } from '../../store/engine/engine.ts';
import { observationColumns, observationRow } from '../../store/observation-row.ts';
import { storeOver } from '../../store/open.ts';
import { aMissed, anObservation, clock, host } from './examples.ts';
import { storeDirectory } from './furnished.ts';

const answers = host('answers.example');
const fails = host('fails.example');
const again = host('again.example');
const never = host('never.example');
const at = (minute: number) => `2026-11-20T10:0${minute}:00.000Z`;
const seen = (server: Observation['server'], minute: number) =>
  anObservation({ server, scheduledAt: at(minute), startedAt: at(minute) });
const failed = (server: Observation['server'], minute: number): Observation => ({
  ...aMissed(at(minute), { server }),
  outcome: 'failed',
});
let engine: Engine;
const write = (observations: readonly Observation[]) =>
  engine.insert({
    table: 'observations',
    columns: observationColumns,
    body: jsonLines(observations.map(observationRow)),
  });

beforeAll(async () => {
  engine = await openEmbedded(await storeDirectory());
});
afterAll(() => engine.close());

it('tells of each server the newest observation that has data, whatever came after it or in its place', async () => {
  await write([seen(answers, 1), seen(answers, 2), seen(fails, 1), seen(again, 1), seen(again, 2)]);
  await write([failed(fails, 2), aMissed(at(3), { server: fails }), failed(again, 2), failed(never, 1)]);
  const order = [never, again, fails, answers, host('stranger.example')];

  expect(await storeOver(engine, clock).newestWithData('nodeinfo', order)).toStrictEqual([
    seen(again, 1),
    seen(answers, 2),
    seen(fails, 1),
  ]);
});
