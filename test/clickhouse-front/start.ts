import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A ClickHouse HTTP interface in another process. `kill`: as a power cut would, without a chance to finish. */
export interface Front {
  readonly url: string;
  kill(): Promise<void>;
}

const script = fileURLToPath(new URL('./front.ts', import.meta.url));

/** Starts a front over a directory; with `port`, where another one listened before. It ends with this process. */
export async function startFront(directory: string, port = 0): Promise<Front> {
  const child: ChildProcess = spawn(process.execPath, [script, directory, String(port)], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const lines = createInterface({ input: child.stdout! });
  const [line]: string[] = await once(lines, 'line');
  return {
    url: `http://127.0.0.1:${line}`,
    kill: async () => {
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}
