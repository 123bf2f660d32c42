/** Parts of a run, in order, by what they take of it in hundredths, as a run with 300 servers took them. `months`: with the questions at their end. */
const shares = {
  parsing: 10,
  'first day': 19,
  'second day': 16,
  standing: 2,
  months: 51,
  network: 2,
} as const;

type Part = keyof typeof shares;
const parts = Object.keys(shares) as readonly Part[];

/** Time between two lines, in milliseconds. */
const lineMs = 15_000;

/** How far a long run is. */
export interface Progress {
  /** A part is done so far, 0 to 1. @throws {Error} when the run was interrupted or takes too long: what it made is removed on the way out. */
  at(part: Part, done: number): void;
  /** Stops listening for an interruption. */
  end(): void;
}

/** Says now and then how far the run is and how long it will take, and ends it after so many minutes. */
export function showProgress(minutes: number): Progress {
  const began = performance.now();
  let toldAt = began;
  let interrupted = false;
  const interrupt = (): void => {
    interrupted = true;
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, interrupt);
  return {
    at: (part, done) => {
      const tookMs = performance.now() - began;
      const share = shareOf(part, done);
      if (interrupted) throw new Error('interrupted; what was written is removed');
      if (tookMs > minutes * 60_000)
        throw new Error(
          `after ${minutes} minutes ${percent(share)} was done: give it more with --minutes, or fewer --servers`,
        );
      if (performance.now() - toldAt < lineMs) return;
      toldAt = performance.now();
      const leftMs = (tookMs / share) * (1 - share);
      console.log(`${percent(share)}: ${part}; about ${Math.ceil(leftMs / 60_000)} minutes left`);
    },
    end: () => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, interrupt);
    },
  };
}

function shareOf(part: Part, done: number): number {
  const before = parts.slice(0, parts.indexOf(part)).map((each) => shares[each]);
  let sum = shares[part] * done;
  for (const share of before) sum += share;
  return sum / 100;
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
