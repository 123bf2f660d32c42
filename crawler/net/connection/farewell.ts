import type { Socket } from 'node:net';
import { onAbort } from '../on-abort.ts';

/** How long a server has to hang up too after we did. Most do at once; one that is starved sees late that we are gone, and is at work until then. */
const goodbyeMs = 3_000;

/** How long the sight of a closed connection may take. */
const sightMs = 1_000;

/**
 * Hangs up on a server under its request. Resolves once it has seen that nobody waits for its answer: a moment after the connection was closed, by
 * the server, or by us when it was given long enough. `leaving`: fires when nobody is asked any more; then that is at once.
 */
export async function farewell(socket: Socket | undefined, leaving: AbortSignal): Promise<void> {
  // A server that talks too much was cut off: its next word meets nobody.
  if (socket !== undefined && !socket.destroyed) {
    socket.end();
    await atMost(goodbyeMs, leaving, (closed) => socket.once('close', closed));
    socket.destroy();
  }
  await atMost(sightMs, leaving);
}

/** Resolves after a time, or sooner: when it is over by what `until` listens to, or when everybody leaves. */
function atMost(
  ms: number,
  leaving: AbortSignal,
  until: (over: () => void) => void = () => {},
): Promise<void> {
  if (leaving.aborted) return Promise.resolve();
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, ms);
  const stay = onAbort(leaving, resolve);
  until(resolve);
  return promise.finally(() => {
    clearTimeout(timer);
    stay();
  });
}
