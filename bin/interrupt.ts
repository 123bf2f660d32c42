const signals = { SIGINT: 130, SIGTERM: 143 } as const;

/** A signal that the first SIGINT or SIGTERM aborts. A second one ends the process at once with 128 plus the signal's number. */
export function interruptSignal(): AbortSignal {
  const controller = new AbortController();
  for (const [name, code] of Object.entries(signals))
    process.on(name, () => {
      if (controller.signal.aborted) process.exit(code);
      controller.abort();
    });
  return controller.signal;
}

/** The work was given up because the process was told to stop. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}

/** Resolves when the signal is aborted. */
export function aborted(stop: AbortSignal): Promise<void> {
  if (stop.aborted) return Promise.resolve();
  return new Promise((resolve) => stop.addEventListener('abort', () => resolve(), { once: true }));
}

/** Waits for some work until the signal is aborted. @throws {Interrupted} when that came first: the work goes on by itself. */
export async function unlessStopped(stop: AbortSignal, work: Promise<void>): Promise<void> {
  await Promise.race([work, aborted(stop)]);
  if (stop.aborted) throw new Interrupted('told to stop');
}
