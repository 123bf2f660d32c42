import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setPriority } from 'node:os';

/** Another process of the bench. It answers one message at a time. */
export interface Child {
  ask<Answer>(message: unknown): Promise<Answer>;
  end(): Promise<void>;
}

/** As the product's image and scripts start it; see decision 0018. */
const execArgv = ['--max-semi-space-size=16'];

/** Of what plays other machines, which must not take the core from what is measured; see decision 0018. */
const giveWay = 5;

/** How a process of the bench is run. `threads`: of its libuv pool. `elsewhere`: what it plays runs on other machines, so it gives way to what is measured. */
export interface ChildOptions {
  readonly threads: number;
  readonly elsewhere?: boolean;
}

/** Starts a file as a process of its own. */
export function startChild(file: string, { threads, elsewhere = false }: ChildOptions): Child {
  const env = { ...process.env, UV_THREADPOOL_SIZE: String(threads), MALLOC_ARENA_MAX: '2' };
  const child = fork(new URL(file, import.meta.url), { env, execArgv, serialization: 'advanced' });
  if (elsewhere && child.pid !== undefined) setPriority(child.pid, giveWay);
  return {
    async ask<Answer>(message: unknown) {
      child.send(message as object); // every message here is one
      const ended = once(child, 'exit').then(([code]) => {
        throw new Error(`${file} ended with ${code} before it answered`);
      });
      const [answer] = await Promise.race([once(child, 'message'), ended]);
      return answer as Answer; // both ends are this bench's
    },
    end: () => end(child),
  };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const exit = once(child, 'exit');
  if (child.connected) child.disconnect();
  await exit;
}

/** Answers what the parent asks; ends when the parent lets go. */
export function answerParent<Message>(answer: (message: Message) => Promise<unknown>): void {
  process.on('message', (message) => {
    answer(message as Message).then(
      (given) => process.send?.(given),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  });
  process.on('disconnect', () => process.exit());
}
