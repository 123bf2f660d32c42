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
