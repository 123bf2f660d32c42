import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { Watch } from '../../../crawler/net/watch.ts';

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

/** A listener that holds something large, as that of an answer does, and how to see whether it is still held. */
function aListener(): { readonly listener: () => void; readonly held: WeakRef<object> } {
  const body = { bytes: new Uint8Array(1_000) };
  return { listener: () => void body.bytes.length, held: new WeakRef(body) };
}

/** Lets a watch hold a listener that nobody else holds. */
function listenTo(watch: Watch): WeakRef<object> {
  const { listener, held } = aListener();
  watch.onEnd(listener);
  return held;
}

it('a watch that was stopped lets go of its listeners, and one that goes on does not', async () => {
  const visit = new AbortController().signal;
  const [stopped, going] = [new Watch(visit, 60_000), new Watch(visit, 60_000)];
  const [given, kept] = [listenTo(stopped), listenTo(going)];
  stopped.stop();
  // What a WeakRef was just made of stays until the task is over.
  await new Promise((resolve) => setImmediate(resolve));
  collectGarbage();

  expect(given.deref()).toBeUndefined();
  expect(kept.deref()).toBeDefined();
  expect(stopped.ended).toBeUndefined();
  going.stop();
});
