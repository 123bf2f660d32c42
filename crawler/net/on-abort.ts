/** Who wants to hear of the end of a signal. */
const waiting = new WeakMap<AbortSignal, Set<() => void>>();

/**
 * Calls a function once when a signal fires that has not fired yet; what is returned takes it off again. The signal itself gets one listener for all:
 * a visit's is waited for at every step of each request, and to add and remove listeners costs more than the step.
 */
export function onAbort(signal: AbortSignal, leave: () => void): () => void {
  const listeners = waiting.get(signal) ?? listenedTo(signal);
  listeners.add(leave);
  return () => void listeners.delete(leave);
}

function listenedTo(signal: AbortSignal): Set<() => void> {
  const listeners = new Set<() => void>();
  waiting.set(signal, listeners);
  const tell = () => {
    for (const leave of listeners) {
      listeners.delete(leave);
      leave();
    }
  };
  signal.addEventListener('abort', tell, { once: true });
  return listeners;
}
