import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

/** What a run cost a process: user and system time of all its threads. */
export interface Spent {
  readonly cpuMs: number;
}

/** A process of its own that does one thing again and again. */
export interface Worker<Order, Answer> {
  /** What it said when it was ready. */
  readonly ready: Answer;
  run(order: Order): Promise<Answer & Spent>;
  end(): Promise<void>;
}

/** What a worker's own side is made of. The first answer says that it is ready. */
export interface Work<Order, Answer> {
  readonly ready: Answer;
  run(order: Order): Promise<Answer>;
  end(): Promise<void>;
}

/** Starts `file` beside this one as a process and gives it what it needs. */
export async function startWorker<Order, Answer>(
  file: string,
  setup: unknown,
): Promise<Worker<Order, Answer>> {
  const child = fork(new URL(file, import.meta.url));
  // What arrives is what `serveWork` of the same file sends.
  const ask = async (message: unknown) => {
    child.send({ message });
    return (await answerOf(child)) as Answer & Spent;
  };
  const ready = await ask(setup);
  return {
    ready,
    run: ask,
    end: async () => {
      const gone = once(child, 'exit');
      child.send({ message: undefined });
      await gone;
    },
  };
}

async function answerOf(child: ChildProcess): Promise<unknown> {
  const { promise, reject } = Promise.withResolvers<never>();
  const leave = (code: number | null) => reject(new Error(`a worker ended early, exit code ${code}`));
  child.once('exit', leave);
  try {
    const [answer] = await Promise.race([once(child, 'message'), promise]);
    return answer;
  } finally {
    child.off('exit', leave);
  }
}

/** The worker's side: makes the work of the first message, then runs it once a message; an empty one ends it. */
export function serveWork<Setup, Order, Answer extends object>(
  start: (setup: Setup) => Promise<Work<Order, Answer>>,
): void {
  let work: Work<Order, Answer> | undefined;
  const take = async (message: unknown): Promise<void> => {
    // `startWorker` sends the setup first and orders after it.
    if (work === undefined) {
      work = await start(message as Setup);
      process.send?.({ ...work.ready, cpuMs: 0 });
    } else if (message === undefined) {
      await work.end();
      process.disconnect();
    } else process.send?.(await measured(work, message as Order));
  };
  // Whoever started this is gone, or has ended it.
  process.on('disconnect', () => process.exit());
  process.on('message', ({ message }: { readonly message?: unknown }) => {
    take(message).catch((error: unknown) => {
      console.error(error);
      process.exit(1);
    });
  });
}

async function measured<Order, Answer>(work: Work<Order, Answer>, order: Order): Promise<Answer & Spent> {
  const start = process.cpuUsage();
  const answer = await work.run(order);
  const { user, system } = process.cpuUsage(start);
  return { ...answer, cpuMs: (user + system) / 1_000 };
}
