const signals = { SIGINT: 130, SIGTERM: 143 } as const;

type Signal = keyof typeof signals;

/** A signal that the first SIGINT or SIGTERM aborts. A second one ends the process at once by that signal, which a shell tells as 128 plus its number. */
export function interruptSignal(): AbortSignal {
  const controller = new AbortController();
  for (const name of Object.keys(signals) as Signal[]) // as: they are its keys
    process.on(name, () => {
      if (controller.signal.aborted) endAtOnce(name);
      controller.abort();
    });
  return controller.signal;
}

/** An orderly exit takes the engine of an open store apart under its own threads, and crashes. Process 1 of a container, which no signal ends, exits so all the same. */
function endAtOnce(name: Signal): never {
  process.removeAllListeners(name);
  process.kill(process.pid, name);
  process.exit(signals[name]);
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
