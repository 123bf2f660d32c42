import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { Places } from '../../../../crawler/net/manners/places.ts';
import { ProbeFailure } from '../../../../crawler/net/probe-failure.ts';

const forever = new AbortController().signal;

/** Work that ends when it is told to. */
function held(places: Places, name: string, started: string[], priority = 0) {
  const { promise, resolve } = Promise.withResolvers<void>();
  const done = places.run({ signal: forever, priority }, () => {
    started.push(name);
    return promise;
  });
  return { end: resolve, done };
}

describe('a number of places', () => {
  it('are taken in the order of asking, and by who goes first', async () => {
    const places = new Places(1);
    const started: string[] = [];
    const first = held(places, 'first', started);
    const rest = [
      held(places, 'second', started),
      held(places, 'third', started),
      held(places, 'hosted', started, 1),
    ];
    for (const { end } of [first, ...rest]) end();
    await Promise.all(rest.map(({ done }) => done));

    expect(started).toEqual(['first', 'hosted', 'second', 'third']);
  });

  it('are never more than there are, and are free again when the work has failed', async () => {
    const places = new Places(2);
    const started: string[] = [];
    const one = held(places, 'one', started);
    const failing = places.run({ signal: forever }, () => Promise.reject(new Error('broken')));
    const three = held(places, 'three', started);
    expect(started).toEqual(['one']);
    await expect(failing).rejects.toThrow('broken');
    await turn();
    expect(started).toEqual(['one', 'three']);
    one.end();
    three.end();
    await Promise.all([one.done, three.done]);

    expect(places.isIdle).toBe(true);
  });

  it('are left by who waits no longer; who has one keeps it to the end of the work', async () => {
    const places = new Places(1);
    const started: string[] = [];
    const stop = new AbortController();
    const working = held(places, 'working', started);
    const waiting = places.run({ signal: stop.signal }, () => Promise.resolve());
    stop.abort(new ProbeFailure('shutting-down'));
    await expect(waiting).rejects.toMatchObject({ failure: { code: 'shutting-down' } });
    expect(places.isIdle).toBe(false);
    working.end();
    await working.done;

    expect(places.isIdle).toBe(true);
    await expect(places.run({ signal: stop.signal }, () => Promise.resolve())).rejects.toThrow(ProbeFailure);
  });
});
