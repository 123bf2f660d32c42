import { expect, it } from 'vitest';
import { openHeartbeat } from '../../../analyzer/notify/heartbeat.ts';
import { receiverDeps, standingClock } from './notices.ts';
import { type Answering, startRecorder } from './recorder.ts';

async function setUp(answering?: Answering) {
  const recorder = await startRecorder(answering);
  const clock = standingClock('2026-11-20T10:00:00.000Z');
  const deps = receiverDeps({ clock });
  const heartbeat = openHeartbeat({ url: `${recorder.url}/check-id`, intervalMs: 60_000 }, deps);
  const beats = async (seconds: number, passes: (second: number) => boolean): Promise<readonly number[]> => {
    const at: number[] = [];
    for (let second = 0; second < seconds; second++) {
      const before = recorder.requests.length;
      if (passes(second)) heartbeat.passed();
      await heartbeat.step();
      if (recorder.requests.length > before) at.push(second);
      clock.forward(1_000);
    }
    return at;
  };
  const close = async () => {
    await heartbeat.close();
    await recorder.close();
  };
  return { recorder, clock, deps, beats, close };
}

it('the heartbeat beats once an interval while passes finish', async () => {
  const { recorder, beats, close } = await setUp();

  expect(await beats(181, () => true)).toEqual([0, 60, 120, 180]);
  expect([recorder.requests[0]?.method, recorder.requests[0]?.path]).toEqual(['GET', '/check-id']);
  await close();
});

it('the heartbeat stops when no pass comes to its end any more, and comes back with the next', async () => {
  const { beats, close } = await setUp();

  expect(await beats(400, (second) => second < 100 || second === 300)).toEqual([0, 60, 120, 300]);
  await close();
});

it('the heartbeat does not beat before the first pass', async () => {
  const { beats, close } = await setUp();

  expect(await beats(120, () => false)).toEqual([]);
  await close();
});

it('one pass is worth one beat, however long ago the last one was', async () => {
  const { beats, close } = await setUp();

  expect(await beats(300, (second) => second === 0)).toEqual([0]);
  await close();
});

it('a heartbeat that is not taken is tried again soon, and not counted as one', async () => {
  const { beats, deps, close } = await setUp((_, count) => ({ status: count <= 2 ? 500 : 200 }));

  const at = await beats(90, () => true);

  expect(at.length).toBe(4);
  expect(at[2]).toBeLessThan(10);
  expect((at[3] ?? 0) - (at[2] ?? 0)).toBe(60);
  expect(deps.meter.counts.get('notifications heartbeat failed')).toBe(2);
  await close();
});

it.each([-86_400_000, 86_400_000])('the heartbeat goes on when the clock is set by %i ms', async (byMs) => {
  const { clock, beats, close } = await setUp((_, count) => ({ status: count === 2 ? 500 : 200 }));

  expect(await beats(61, () => true)).toEqual([0, 60]);
  clock.set(byMs);

  expect((await beats(5, () => true)).length).toBe(1);
  await close();
});
