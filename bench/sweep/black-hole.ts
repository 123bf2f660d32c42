import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { Worker, workerData } from 'node:worker_threads';

/** An address where packets are dropped: its listener never accepts, and its queue is full. */
export interface BlackHole {
  close(): Promise<void>;
}

interface Place {
  readonly host: string;
  readonly port: number;
}

/** Fill a queue of one, and more. */
const fillers = 4;

/** Opens the hole. Source: Linux drops the SYN of a connection that its listener's accept queue has no place for. */
export async function openBlackHole(place: Place): Promise<BlackHole> {
  const worker = new Worker(new URL(import.meta.url), { workerData: place });
  await once(worker, 'message');
  const sockets = Array.from({ length: fillers }, () => connect(place));
  for (const socket of sockets) socket.on('error', () => {});
  return {
    async close() {
      for (const socket of sockets) socket.destroy();
      await worker.terminate();
    },
  };
}

/** The worker's life: it listens, and never looks up again. */
async function listenAndSleep({ host, port }: Place): Promise<void> {
  const { parentPort } = await import('node:worker_threads');
  const server = createServer().listen({ host, port, backlog: 1 });
  await once(server, 'listening');
  parentPort?.postMessage('asleep');
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}

if (workerData !== null) await listenAndSleep(workerData);
